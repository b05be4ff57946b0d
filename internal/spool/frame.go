package spool

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// A file of the spool is its heading, a salt, and frames:
//
//	"guwah spool 1\n" salt[16] { mark[4] length[4] checksum[4] key[32] body[length-32] }
//
// The checksum (CRC-32C) is over the salt, the length, the key and the body. The salt keeps a record that was made to hold something like a frame from
// being taken for one when the frame around it is torn.
const (
	heading    = "guwah spool 1\n"
	saltSize   = 16
	headSize   = len(heading) + saltSize
	frameSize  = 12 // what stands before the key
	keySize    = 32
	maxRecord  = 16 << 20 // bytes of a body; what claims to be longer is torn
	frameStart = "\xf7gw\x01"
)

var polynomial = crc32.MakeTable(crc32.Castagnoli)

// Key names whose a record is.
type Key = [keySize]byte

func checksum(salt, length []byte, key Key, body []byte) uint32 {
	sum := crc32.Update(0, polynomial, salt)
	sum = crc32.Update(sum, polynomial, length)
	sum = crc32.Update(sum, polynomial, key[:])
	return crc32.Update(sum, polynomial, body)
}

// appendFrame appends a record as a frame.
func appendFrame(to, salt []byte, key Key, body []byte) []byte {
	to = append(to, frameStart...)
	at := len(to)
	to = binary.BigEndian.AppendUint32(to, uint32(keySize+len(body))) //nolint:gosec // far below
	to = binary.BigEndian.AppendUint32(to, checksum(salt, to[at:at+4], key, body))
	to = append(to, key[:]...)
	return append(to, body...)
}

// place is where a record lies in its file.
type place struct {
	key    Key
	offset int64 // of the body
	length int
}

// find finds every whole frame of a file, and counts the bytes that belong to none: a power cut leaves such at the end, and nowhere else.
func find(content []byte) (places []place, skipped int) {
	if len(content) < headSize || string(content[:len(heading)]) != heading {
		return nil, len(content)
	}
	salt := content[len(heading):headSize]
	for at := headSize; at < len(content); {
		if one, size, whole := frameAt(content, salt, at); whole {
			places = append(places, one)
			at += size
			continue
		}
		next := bytes.Index(content[at+1:], []byte(frameStart))
		if next < 0 {
			return places, skipped + len(content) - at
		}
		skipped += next + 1
		at += next + 1
	}
	return places, skipped
}

func frameAt(content, salt []byte, at int) (one place, size int, whole bool) {
	head := content[at:]
	if len(head) < frameSize+keySize || string(head[:len(frameStart)]) != frameStart {
		return place{}, 0, false
	}
	length := int(binary.BigEndian.Uint32(head[4:]))
	if length < keySize || length > keySize+maxRecord || length > len(head)-frameSize {
		return place{}, 0, false
	}
	key, body := Key(head[frameSize:]), head[frameSize+keySize:frameSize+length]
	if checksum(salt, head[4:8], key, body) != binary.BigEndian.Uint32(head[8:]) {
		return place{}, 0, false
	}
	return place{key, int64(at + frameSize + keySize), len(body)}, frameSize + length, true
}

// readFrame reads the body at a place and holds it against its checksum.
func readFrame(from io.ReaderAt, salt []byte, at place) ([]byte, error) {
	frame := make([]byte, frameSize+keySize+at.length)
	if _, err := from.ReadAt(frame, at.offset-frameSize-keySize); err != nil {
		return nil, err
	}
	if _, _, whole := frameAt(frame, salt, 0); !whole {
		return nil, errTorn
	}
	return frame[frameSize+keySize:], nil
}
