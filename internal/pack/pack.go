// Package pack writes Go values of plain fields one after the other without names, which takes a tenth of the time to read that JSON needs: cases are kept so, since an
// uncached page spends most of its time on reading one. What is packed begins with a stamp of the type's shape, so that after an upgrade that changed a type what was packed
// in the old shape is recognised and left alone. Nothing may be kept in packed form alone: the shapes change with the program.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"reflect"
)

// ErrOldShape says that something was packed by a program in which the type had another shape.
var ErrOldShape = errors.New("packed in another shape")

// Packer packs and unpacks values of one type.
type Packer[T any] struct {
	stamp uint64
	codec codec
}

// codec writes and reads values of one type.
type codec struct {
	write func([]byte, reflect.Value) []byte
	read  func(*unpacking, reflect.Value)
}

// unpacking is a packed value being read. Strings are cut from it.
type unpacking struct {
	text string
	bad  bool
}

// For makes the packer of a type; it panics where the type has a field that is not exported, or none of the plain kinds.
func For[T any]() Packer[T] {
	t := reflect.TypeFor[T]()
	shape := fnv.New64a()
	fmt.Fprint(shape, describe(t))
	return Packer[T]{stamp: shape.Sum64(), codec: codecOf(t)}
}

// Pack writes a value down.
func (p Packer[T]) Pack(value *T) []byte {
	out := binary.BigEndian.AppendUint64(nil, p.stamp)
	return p.codec.write(out, reflect.ValueOf(value).Elem())
}

// Unpack reads what Pack wrote; it fails with [ErrOldShape] where the type had another shape then.
func (p Packer[T]) Unpack(packed string) (*T, error) {
	if len(packed) < 8 || binary.BigEndian.Uint64([]byte(packed[:8])) != p.stamp {
		return nil, ErrOldShape
	}
	u := &unpacking{text: packed[8:]}
	value := new(T)
	p.codec.read(u, reflect.ValueOf(value).Elem())
	if u.bad || u.text != "" {
		return nil, fmt.Errorf("unpack a %T: it is damaged", *value)
	}
	return value, nil
}

// describe writes out the shape of a type: the names, order and kinds of all its fields.
func describe(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct:
		s := "{"
		for i := range t.NumField() {
			s += t.Field(i).Name + " " + describe(t.Field(i).Type) + ";"
		}
		return s + "}"
	case reflect.Slice:
		return "[]" + describe(t.Elem())
	case reflect.Pointer:
		return "*" + describe(t.Elem())
	}
	return t.Kind().String()
}

func codecOf(t reflect.Type) codec {
	switch t.Kind() {
	case reflect.String:
		return codec{writeString, readString}
	case reflect.Bool:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, uint64(btoi(v.Bool()))) },
			func(u *unpacking, v reflect.Value) { v.SetBool(u.uvarint() == 1) },
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) },
			func(u *unpacking, v reflect.Value) { v.SetInt(u.varint()) },
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) },
			func(u *unpacking, v reflect.Value) { v.SetUint(u.uvarint()) },
		}
	case reflect.Float64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, math.Float64bits(v.Float())) },
			func(u *unpacking, v reflect.Value) { v.SetFloat(math.Float64frombits(u.uvarint())) },
		}
	case reflect.Struct:
		return structCodec(t)
	case reflect.Slice:
		return sliceCodec(t)
	case reflect.Pointer:
		return pointerCodec(t)
	}
	panic(fmt.Sprintf("a %v cannot be packed", t))
}

func structCodec(t reflect.Type) codec {
	fields := make([]codec, t.NumField())
	for i := range fields {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("%v cannot be packed: its field %s is not exported", t, t.Field(i).Name))
		}
		fields[i] = codecOf(t.Field(i).Type)
	}
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for i := range fields {
				b = fields[i].write(b, v.Field(i))
			}
			return b
		},
		func(u *unpacking, v reflect.Value) {
			for i := range fields {
				fields[i].read(u, v.Field(i))
			}
		},
	}
}

// sliceCodec writes the length and one more, so that a nil slice (0) and an empty one (1) stay apart.
func sliceCodec(t reflect.Type) codec {
	element := codecOf(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for i := range v.Len() {
				b = element.write(b, v.Index(i))
			}
			return b
		},
		func(u *unpacking, v reflect.Value) {
			n := u.uvarint()
			if n == 0 {
				return
			}
			if n-1 > uint64(len(u.text)) { // every element takes a byte at least
				u.bad, u.text = true, ""
				return
			}
			if n == 1 {
				v.Set(reflect.MakeSlice(t, 0, 0))
				return
			}
			v.Grow(int(n - 1))
			v.SetLen(int(n - 1))
			for i := range v.Len() {
				element.read(u, v.Index(i))
			}
		},
	}
}

func pointerCodec(t reflect.Type) codec {
	target := codecOf(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return target.write(append(b, 1), v.Elem())
		},
		func(u *unpacking, v reflect.Value) {
			if u.uvarint() == 0 {
				return
			}
			v.Set(reflect.New(t.Elem()))
			target.read(u, v.Elem())
		},
	}
}

func writeString(b []byte, v reflect.Value) []byte {
	s := v.String()
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func readString(u *unpacking, v reflect.Value) {
	n := u.uvarint()
	if n == 0 {
		return
	}
	if n > uint64(len(u.text)) {
		u.bad, u.text = true, ""
		return
	}
	v.SetString(u.text[:n])
	u.text = u.text[n:]
}

func (u *unpacking) uvarint() uint64 {
	var x uint64
	for shift := uint(0); shift < 64; shift += 7 {
		if u.text == "" {
			break
		}
		c := u.text[0]
		u.text = u.text[1:]
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return x
		}
	}
	u.bad, u.text = true, ""
	return 0
}

// varint reads what binary.AppendVarint wrote: the sign in the lowest bit.
func (u *unpacking) varint() int64 {
	x := u.uvarint()
	if x&1 != 0 {
		return ^int64(x >> 1)
	}
	return int64(x >> 1)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
