"""Packages with one fault each, made from a sound one of each standard."""

from __future__ import annotations

import re
import stat
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

from game.authoring.files import write_whole

Files = dict[str, bytes]
PAGE = (
    b'<!doctype html><html lang="en"><head><title>Tea</title><script src="sco.js"></script></head><body></body></html>'
)
SCRIPT = b"const api = window.API || window.API_1484_11;"
SCORM12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="tea" version="1.0.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="org"><organization identifier="org"><title>Tea</title>
<item identifier="one" identifierref="res" isvisible="true">
<title>Making tea</title><adlcp:masteryscore>80</adlcp:masteryscore></item>
</organization></organizations>
<resources><resource identifier="res" type="webcontent" adlcp:scormtype="sco" href="index.html">
<file href="index.html"/><file href="sco.js"/></resource></resources>
</manifest>
"""
SCORM2004 = (
    SCORM12.replace("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.imsglobal.org/xsd/imscp_v1p1")
    .replace(
        "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        'http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss',
    )
    .replace(">1.2<", ">2004 4th Edition<")
    .replace("scormtype", "scormType")
    .replace(
        "<adlcp:masteryscore>80</adlcp:masteryscore>",
        '<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID="o" satisfiedByMeasure="true">'
        "<imsss:minNormalizedMeasure>0.80</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>"
        "</imsss:sequencing>",
    )
)
CMI5 = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/tea"><title><langstring lang="en">Tea</langstring></title>
<description><langstring lang="en">How to make it.</langstring></description></course>
<au id="https://example.org/tea/1" moveOn="Passed" masteryScore="0.8" launchMethod="AnyWindow">
<title><langstring lang="en">Making tea</langstring></title>
<description><langstring lang="en">All of it.</langstring></description><url>index.html</url></au>
</courseStructure>
"""
COURSE = CMI5[CMI5.index("<course ") : CMI5.index("<au ")]
UNIT = CMI5[CMI5.index("<au ") : CMI5.index("</courseStructure>")]
SOUND: dict[str, Files] = {
    "1.2": {"imsmanifest.xml": SCORM12.encode(), "index.html": PAGE, "sco.js": SCRIPT},
    "2004": {"imsmanifest.xml": SCORM2004.encode(), "index.html": PAGE, "sco.js": SCRIPT},
    "cmi5": {"cmi5.xml": CMI5.encode(), "index.html": PAGE, "sco.js": SCRIPT},
}


def zipped(path: Path, files: Files, touch: Callable[[ZipFile], None] | None = None) -> Path:
    """A zip of these files, and whatever `touch` adds to it."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if touch:
            touch(archive)
    write_whole(path, target.getvalue())
    return path


def swapped(kind: str, old: str, new: str) -> Files:
    """A sound package with what matches `old` in its manifest replaced."""
    name = "cmi5.xml" if kind == "cmi5" else "imsmanifest.xml"
    text = SOUND[kind][name].decode()
    assert re.search(old, text), old
    return {**SOUND[kind], name: re.sub(old, lambda _: new, text).encode()}


def with_file(kind: str, name: str, content: bytes) -> Files:
    """A sound package with one file more, or another one; a new one is listed."""
    files = {**SOUND[kind], name: content}
    if kind != "cmi5" and name not in SOUND[kind]:
        manifest = files["imsmanifest.xml"].decode()
        files["imsmanifest.xml"] = manifest.replace("</resource>", f'<file href="{name}"/></resource>').encode()
    return files


ASSET = '<resource identifier="a" type="webcontent" adlcp:scormtype="asset" href="sco.js"/>'
SECOND = '<resource identifier="b" type="webcontent" adlcp:scormtype="sco" href="index.html"/>'
MAPPED = '<imsss:mapInfo targetObjectiveID="g"/>'
INNER = '<item identifier="in" identifierref="res"><title>In</title></item>'
MANIFEST_FAULTS: tuple[tuple[str, str, str, str], ...] = (
    ("schema-version", "1.2", ">1.2<", "> 1.2 <"),
    ("schema-version", "1.2", "<schemaversion>1.2</schemaversion>", ""),
    ("schema-version", "2004", "2004 4th Edition", "2004 4th edition"),
    ("prefix", "1.2", "adlcp(?=[:=])", "adl"),
    ("prefix", "2004", "adlcp(?=[:=])", "scorm"),
    ("namespace", "1.2", "imscp_rootv1p1p2", "imscp_v9"),
    ("identifier", "1.2", 'identifier="one"', 'identifier="1 one"'),
    ("identifier", "2004", '<resource identifier="res"', '<resource identifier="9res"'),
    ("identifier-twice", "1.2", 'identifier="org"', 'identifier="one"'),
    ("organization", "1.2", 'default="org"', 'default="other"'),
    ("order", "1.2", '<file href="index.html"/>', '<dependency identifierref="res"/><file href="index.html"/>'),
    ("title", "1.2", "<title>Making tea</title>", "<title> </title>"),
    ("title", "2004", "<title>Tea</title>", ""),
    ("title-long", "1.2", "Making tea", "Tea " * 60),
    ("title-long", "2004", "Making tea", "Tea " * 70),
    ("title-wordy", "2004", "Making tea", "Tea " * 60),
    ("title-zero", "1.2", "Making tea", "0"),
    (
        "item-order",
        "1.2",
        "</adlcp:masteryscore>",
        '</adlcp:masteryscore><adlcp:prerequisites type="aicc_script">one</adlcp:prerequisites>',
    ),
    ("item-resource", "1.2", 'identifierref="res"', 'identifierref="nothing"'),
    ("item-leaf", "1.2", ' identifierref="res"', ""),
    ("scorm-type", "1.2", "adlcp:scormtype", "adlcp:scormType"),
    ("scorm-type", "2004", "adlcp:scormType", "adlcp:scormtype"),
    ("no-sco", "1.2", '"sco"', '"asset"'),
    ("no-sco", "2004", ' href="index.html">', ">"),
    ("resource-type", "1.2", ' type="webcontent"', ""),
    ("resource-type", "2004", ' type="webcontent"', ""),
    ("sco-outside", "1.2", 'href="index.html">', 'href="https://a.example/index.html">'),
    ("sco-outside", "2004", 'href="index.html">', 'href="//a.example/index.html">'),
    ("launch-missing", "1.2", 'href="index.html">', 'href="start.html">'),
    ("launch-unlisted", "2004", '<file href="index.html"/>', ""),
    ("file-missing", "2004", '<file href="sco.js"/>', '<file href="sco.js"/><file href="gone.css"/>'),
    ("file-unlisted", "1.2", '<file href="sco.js"/>', ""),
    (
        "launch-order",
        "1.2",
        "<resources>",
        '<resources><resource identifier="a" type="webcontent" adlcp:scormtype="asset" href="sco.js"/>',
    ),
    (
        "several-scos",
        "1.2",
        "</resources>",
        '<resource identifier="b" type="webcontent" adlcp:scormtype="sco" href="index.html"/></resources>',
    ),
    ("mastery-score", "1.2", ">80<", ">0<"),
    ("mastery-score", "1.2", ">80<", ">eighty<"),
    ("measure", "2004", ">0.80<", ">80<"),
    (
        "map-info",
        "2004",
        "</imsss:primaryObjective>",
        '<imsss:mapInfo targetObjectiveID="g"/></imsss:primaryObjective>',
    ),
    ("base", "1.2", "<resources>", '<resources xml:base="x/">'),
    ("version-long", "1.2", 'version="1.0.0"', 'version="1.0.0-a-very-long-word"'),
    ("xml-reference", "1.2", "Making tea", "Caf&#233;"),
    ("xml-doctype", "1.2", "<manifest", "<!DOCTYPE manifest><manifest"),
    ("xml-doctype", "2004", "<manifest", '<!DOCTYPE m [<!ENTITY a "aaaa">]><manifest'),
    ("xml-broken", "1.2", "</manifest>", ""),
    ("xml-broken", "2004", 'encoding="UTF-8"', 'encoding="klingon"'),
    (
        "item-visible",
        "2004",
        "<title>Making tea</title>",
        '<title>Making tea</title><item identifier="in" identifierref="res"><title>In</title></item>',
    ),
    ("cmi5-course", "cmi5", "(?s)<course .*</course>", ""),
    ("cmi5-course", "cmi5", "</course>", f"</course>{COURSE}"),
    ("order", "cmi5", "(?s)<course .*</au>\n", UNIT + COURSE),
    ("order", "cmi5", '<title><langstring lang="en">Making', '<url>x</url><title><langstring lang="en">Making'),
    ("cmi5-language", "cmi5", '<langstring lang="en">All', "<langstring>All"),
    ("cmi5-objective", "cmi5", "<url>", '<objectives><objective idref="https://example.org/none"/></objectives><url>'),
    ("cmi5-outside", "cmi5", "<url>index.html", "<url>https://a.example/index.html"),
    ("cmi5-query", "cmi5", "<url>index.html", "<url>index.html?registration=1"),
    ("cmi5-id", "cmi5", "https://example.org/tea/1", "tea one"),
    ("cmi5-twice", "cmi5", "https://example.org/tea/1", "https://example.org/tea"),
    ("cmi5-words", "cmi5", "All of it.", " "),
    ("cmi5-url", "cmi5", "<url>index.html</url>", "<url>start.html</url>"),
    ("cmi5-url", "cmi5", "<url>index.html</url>", ""),
    ("cmi5-move-on", "cmi5", '"Passed"', '"passed"'),
    ("cmi5-mastery", "cmi5", '"0.8"', '"80"'),
    ("cmi5-launch", "cmi5", "AnyWindow", "NewTab"),
    ("cmi5-nothing", "cmi5", "(?s)<au.*</au>", ""),
    ("namespace", "cmi5", "/cmi5/v1/", "/cmi5/v0/"),
)
"""The code found, the package, what is replaced in its manifest, and by what."""
FILE_FAULTS: tuple[tuple[str, str, str, bytes], ...] = (
    ("no-language", "1.2", "index.html", PAGE.replace(b' lang="en"', b"")),
    ("no-title", "1.2", "index.html", PAGE.replace(b"<title>Tea</title>", b"")),
    ("outside", "1.2", "index.html", PAGE.replace(b'src="sco.js"', b'src="https://cdn.example/sco.js"')),
    ("outside", "2004", "style.css", b"@import url(//fonts.example/a.css);"),
    ("sync-unload", "1.2", "sco.js", SCRIPT + b"addEventListener('unload',()=>{x.open('POST','/s',false);x.send()})"),
    ("no-api", "2004", "sco.js", b"// nothing here speaks to anybody"),
    ("zip-ending", "1.2", "help.php", b"<?php"),
    ("zip-same-name", "1.2", "media/sco.js", SCRIPT),
    ("zip-case", "1.2", "INDEX.html", PAGE),
)
"""The code found, the package, and the file that is added or replaced."""


def linked(archive: ZipFile) -> None:
    """A symbolic link."""
    info = ZipInfo("passwords")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    info.create_system = 3
    archive.writestr(info, "/etc/passwd")


def at(name: str) -> Callable[[ZipFile], None]:
    """A file of this name."""
    return lambda archive: archive.writestr(ZipInfo(name), b"x")


def by_lzma(archive: ZipFile) -> None:
    """An entry that is compressed by LZMA."""
    archive.writestr("big.txt", b"tea " * 100, ZIP_LZMA)


def bomb(archive: ZipFile) -> None:
    """A few bytes that unpack to many."""
    archive.writestr("big.txt", b"\0" * 4_000_000)


def encrypted(raw: bytes) -> bytes:
    """The first entry marked as encrypted, in its own header and in the directory."""
    marked = bytearray(raw)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = raw.index(signature) + place
        flags = struct.unpack_from("<H", raw, start)[0]
        struct.pack_into("<H", marked, start, flags | 1)
    return bytes(marked)
