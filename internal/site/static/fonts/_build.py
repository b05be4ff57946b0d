#!/usr/bin/python3
"""Makes the web fonts of this folder and their fonts.css.

    apt-get install fonttools python3-brotli fonts-ukij-uyghur npm
    ./_build.py

The letters come from the npm packages @fontsource/* 5.3.0 (Noto, SIL Open Font License) and Debian's fonts-ukij-uyghur. They are cut into slices by what
our languages need, so that a page loads only the letters on it and a first visit stays below 150 kB: each script has a slice with the letters of our six
languages (and of Uyghur in Latin letters), and one with the rest of the script. Chinese is loaded only by a device that has no Chinese font of its own, and then only
the characters that Uyghur and Kazakh names are written with: whoever reads Chinese has a font for it, and others see a name instead of boxes.
"""

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
UKIJ = Path("/usr/share/fonts/truetype/fonts-ukij-uyghur/UKIJEsBold.ttf")
VERSION = "5.3.0"

LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-200B,U+2010-2065,U+206A-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+FFFD"
LATIN_MORE = "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+01A2-01A3,U+01DD,U+0218-021B,U+0259,U+1E9E,U+2C67-2C6C"
LATIN_REST = "U+0180-018E,U+0190-01A1,U+01A4-01DC,U+01DE-0217,U+021C-0258,U+025A-02BA,U+02BD-02C5,U+1E00-1E9D,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C66,U+2C6D-2C7F"
CYRILLIC = "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116"
CYRILLIC_MORE = "U+0492-0493,U+0496-0497,U+049A-049B,U+04A2-04A3,U+04AE-04AF,U+04B2-04B3,U+04BA-04BB,U+04D8-04D9,U+04E8-04E9"
CYRILLIC_REST = "U+0460-048F,U+0494-0495,U+0498-0499,U+049C-04A1,U+04A4-04AD,U+04B4-04B9,U+04BC-04D7,U+04DA-04E7,U+04EA-052F"
ARABIC = ("U+060C,U+061B-061C,U+061F,U+0621-063A,U+0640-0655,U+0660-066D,U+0670,U+0674-0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A9,U+06AD,"
          "U+06AF,U+06BA,U+06BE,U+06C0-06CC,U+06D0,U+06D2,U+06D4-06D5,U+06F0-06F9,U+200C-200F,U+2066-2069,U+FD3E-FD3F")
ARABIC_REST = ("U+0600-060B,U+060D-061A,U+061D-061E,U+0620,U+063B-063F,U+0656-065F,U+066E-066F,U+0671-0673,U+067A-067D,U+067F-0685,U+0687,U+0689-0690,"
               "U+0692-0697,U+0699-06A8,U+06AA-06AC,U+06AE,U+06B0-06B9,U+06BB-06BD,U+06BF,U+06CD-06CF,U+06D1,U+06D3,U+06D6-06EF,U+06FA-06FF,"
               "U+0750-077F,U+08A0-08FF,U+FB50-FD3D,U+FD40-FDFF,U+FE70-FEFC")

# family, script, weight in the file, weights it serves, source package, its subset, ranges, further CSS. Where two faces hold a character, the later counts.
FACES = []
for family, package, bold in (("Text", "noto-sans", 700), ("Voice", "noto-serif", 600)):
    for weight, serves in ((400, "400"), (bold, "600 700")):
        FACES += [
            (family, "latin", weight, serves, package, "latin", LATIN, ""),
            (family, "latin-more", weight, serves, package, "latin-ext", LATIN_MORE, ""),
            (family, "cyrillic", weight, serves, package, "cyrillic", CYRILLIC, ""),
            (family, "cyrillic-more", weight, serves, package, "cyrillic-ext", CYRILLIC_MORE, ""),
        ]
        # A browser gathers a face from slices of one range of weights only, so the rest is declared for each.
        FACES += [
            (family, "latin-rest", 400, serves, package, "latin-ext", LATIN_REST, ""),
            (family, "cyrillic-rest", 400, serves, package, "cyrillic-ext", CYRILLIC_REST, ""),
        ]
FACES += [
    ("Text", "arabic", 400, "400", "noto-sans-arabic", "arabic", ARABIC, ""),
    ("Text", "arabic", 700, "600 700", "noto-sans-arabic", "arabic", ARABIC, ""),
    ("Text", "arabic-rest", 400, "400", "noto-sans-arabic", "arabic", ARABIC_REST, ""),
    ("Text", "arabic-rest", 400, "600 700", "noto-sans-arabic", "arabic", ARABIC_REST, ""),
    ("Voice", "arabic", 400, "400", "noto-naskh-arabic", "arabic", ARABIC, "size-adjust:110%;"),
    ("Voice", "arabic-rest", 400, "400", "noto-naskh-arabic", "arabic", ARABIC_REST, ""),
    ("Voice", "arabic-rest", 400, "600 700", "noto-naskh-arabic", "arabic", ARABIC_REST, ""),
    ("Voice", "arabic", 600, "600 700", "ukij", "", ARABIC, "size-adjust:120%;"),
]

# Chinese fonts of the systems people use; a device that has one loads nothing.
OWN_HAN = ["PingFang SC", "PingFangSC-Regular", "Noto Sans CJK SC", "NotoSansCJKsc-Regular", "NotoSansCJK-Regular", "Noto Sans CJK SC Regular", "Noto Sans SC",
           "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "Heiti SC", "SimSun"]

# The characters that the names of Uyghurs and Kazakhs, their places and the offices over them are commonly written with.
TRANSLITERATION = """
阿艾爱安奥巴白拜班保贝比毕宾波博布采曾查茶迟达代丹当德地迪丁都杜多朵俄厄恩尔耳法凡范费夫福富甫盖岗高戈哥格给艮贡古谷瓜
哈海罕汗汉杭合和赫黑亨洪胡虎花吉季加嘉迦江杰金津居卡开凯坎康柯科可克肯孔库苦夸昆拉来莱兰郎朗勒雷力里丽利莉连列林
灵留流龙卢鲁鹿路伦罗洛吕马玛买麦迈满曼毛梅门蒙孟米密敏明莫默姆木穆拿那纳乃娜奈南尼你宁牛努怒诺欧帕派潘盘皮
坡普其奇恰强乔切青琼曲热仁日茹瑞若萨赛三桑沙山尚舍申沈生圣师史书司斯思苏素孙索塔太泰坦唐陶特提铁通图土吐托托瓦外万旺
威维韦卫温文翁沃乌吾武西锡希夏先香肖小谢辛新兴雄许旭雅亚牙延燕扬叶耶衣依伊英尤玉约月云再赞扎泽占张者哲珍孜子兹宗祖佐
喀什疆省市县区州族人民政府公安局法院检察监狱看守所教育中心村乡镇街道自治委员会共和国外交部大使馆
"""

# Those of them that most Uyghur names are written with, so that a page with a name loads a third of them; and what the menu of languages calls Chinese, which
# stands on every page.
COMMON = """
尔提阿力木拉热依丽克艾斯买孜古哈都亚尼不合吾米伊里布迪沙麦甫吉努马吐萨西塔帕赛卡娜卜扎海拜杜加丁祖玛巴普日比曼瓦地来库旦穆夏图苏达逊代德凯乃托肉
开再那牙姆尤则胡特耶汗夫皮衣希色如喀乌利玉别肯江杰莱什疆班守纳东多勒罕明白列铁敏山
"""
MENU = "中文"

HEAD = "/* Made by _build.py; see there. Each family holds the slices of several fonts: a style sheet names Noto Sans, Noto Serif and Noto Sans SC. */\n"

# What the style sheets call our families. Noto Serif holds UKIJ Esliye for bold Arabic letters, the hand that Uyghur names are printed in, and Noto Naskh for others.
NAMES = {"Text": "Noto Sans", "Voice": "Noto Serif", "Han": "Noto Sans SC"}


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for package in sorted({face[4] for face in FACES} - {"ukij"} | {"noto-sans-sc"}):
            subprocess.run(["npm", "pack", "--silent", f"@fontsource/{package}@{VERSION}"], cwd=work, check=True, stdout=subprocess.DEVNULL)
            (work / package).mkdir()
            subprocess.run(["tar", "xzf", f"fontsource-{package}-{VERSION}.tgz", "-C", package], cwd=work, check=True)
        for old in HERE.glob("*.woff2"):
            old.unlink()
        css = [HEAD]
        for family, script, weight, serves, package, subset, ranges, more in FACES:
            source = UKIJ if package == "ukij" else work / package / "package/files" / f"{package}-{subset}-{weight}-normal.woff2"
            name = f"{family.lower()}-{script}-{weight}.woff2"
            cut(source, ranges, HERE / name)
            css.append(rule(NAMES[family], serves, f'url("{name}") format("woff2")', ranges, more))
        css.append(han(work / "noto-sans-sc" / "package"))
        (HERE / "fonts.css").write_text("".join(css), encoding="utf-8")


def cut(source, ranges, target):
    """Writes the characters of ranges that source has."""
    subprocess.run(["/usr/bin/pyftsubset", source, f"--unicodes={ranges}", "--layout-features=*", "--no-hinting", "--flavor=woff2", f"--output-file={target}"], check=True)


def rule(family, weights, source, ranges, more=""):
    return f'@font-face{{font-family:"{family}";font-weight:{weights};font-display:swap;{more}src:{source};unicode-range:{ranges}}}\n'


def han(package):
    """Cuts the characters of TRANSLITERATION, and Chinese punctuation, into the menu's, the common ones and the rest."""
    local = ",".join(f'local("{name}")' for name in OWN_HAN)
    ours = {c for c in TRANSLITERATION + COMMON + MENU + "·、，。：；（）？！" if c > "\u3000"}
    menu = set(MENU)
    common = {c for c in COMMON if c > "\u3000"} - menu
    rules = []
    for name, characters in (("menu", menu), ("common", common), ("rest", ours - common - menu)):
        ranges = ",".join(spans(sorted(map(ord, characters))))
        cut(package / "files" / "noto-sans-sc-chinese-simplified-400-normal.woff2", ranges, HERE / f"han-{name}-400.woff2")
        rules.append(rule(NAMES["Han"], "400", f'{local},url("han-{name}-400.woff2") format("woff2")', ranges))
    return "".join(rules)


def spans(codes):
    """Writes code points as CSS ranges."""
    while codes:
        length = 1
        while length < len(codes) and codes[length] == codes[0] + length:
            length += 1
        yield f"U+{codes[0]:04X}" + (f"-{codes[length - 1]:04X}" if length > 1 else "")
        codes = codes[length:]


if __name__ == "__main__":
    main()
