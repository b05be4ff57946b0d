#!/bin/sh
# Makes the fonts in this folder from Debian's packages fonts-noto-core, fonts-noto-cjk and fonts-ukij-uyghur, with fonttools.
#
#   apt-get install fonttools fonts-noto-core fonts-noto-cjk fonts-ukij-uyghur
#   ./build.sh            writes the fonts here and checks them against SHA256SUMS
#   ./build.sh --record   writes SHA256SUMS anew, after a change that was meant
#
# The Noto fonts lose their hints (glyphs are drawn as outlines) and the characters nobody here writes with; the Chinese ones keep GB 2312 and
# the frequent half of Big5, so that a name in traditional characters is not torn. UKIJ Esliye is copied as it is.
set -eu
cd "$(dirname "$0")"
noto=${NOTO:-/usr/share/fonts/truetype/noto}
cjk=${CJK:-/usr/share/fonts/opentype/noto}
ukij=${UKIJ:-/usr/share/fonts/truetype/fonts-ukij-uyghur}
subset=${PYFTSUBSET:-/usr/bin/pyftsubset}
python=${PYTHON:-/usr/bin/python3}

european=U+0000-036F,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20CF,U+2100-218F,U+2190-2193,U+2212,U+25CC
european=$european,U+2C60-2C7F,U+A640-A69F,U+FB00-FB06,U+FFFD
chinese=U+00B7,U+2014,U+2018-201D,U+2022,U+2026,U+3000-301F,U+FF01-FF5E,U+FFE5,U+30FB

for font in NotoSans-Regular NotoSans-Bold NotoSerif-Bold; do
	"$subset" "$noto/$font.ttf" --unicodes="$european" --no-hinting --notdef-outline --output-file="$font.ttf"
done
for font in NotoSansArabic-Regular NotoSansArabic-Bold NotoNaskhArabic-Bold; do
	"$subset" "$noto/$font.ttf" --unicodes='*' --layout-features='*' --no-hinting --notdef-outline --output-file="$font.ttf"
done

characters=$(mktemp)
trap 'rm -f "$characters"' EXIT
"$python" - "$characters" <<'PYTHON'
import sys

def decoded(encoding, rows, cells):
    for high in rows:
        for low in cells:
            try:
                yield bytes([high, low]).decode(encoding)
            except UnicodeDecodeError:
                pass

gb2312 = set(decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
big5_frequent = set(decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]))
open(sys.argv[1], "w", encoding="utf-8").write("".join(sorted(gb2312 | big5_frequent)))
PYTHON
for weight in Regular Bold; do # face 2 of the collection is the simplified Chinese one
	"$subset" "$cjk/NotoSansCJK-$weight.ttc" --font-number=2 --text-file="$characters" --unicodes="$chinese" \
		--layout-features='ccmp,kern' --no-hinting --notdef-outline --output-file="NotoSansCJKsc-$weight.otf"
done
cp "$ukij/UKIJEsBold.ttf" UKIJEsliye-Bold.ttf

if [ "${1:-}" = --record ]; then
	sha256sum ./*.ttf ./*.otf >SHA256SUMS
else
	sha256sum --check --quiet SHA256SUMS
fi
