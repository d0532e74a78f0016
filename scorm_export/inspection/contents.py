"""Rules for the pages and scripts in a package. Law: nothing is run; what scripts do is only guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from scorm_export.inspection.documents import html, local
from scorm_export.inspection.findings import Finding

PAGES = (".html", ".htm", ".xhtml")
SCRIPTS = (".js", ".mjs")
FETCHED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
"""What a page fetches by itself, and by which attribute. Links that a learner follows are no fetching."""
OUTSIDE = re.compile(r"(?:https?:)?//([A-Za-z0-9.-]+)", re.IGNORECASE)
STYLES = re.compile(r"(?:@import\s+|url\(\s*)[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
APIS = re.compile(rb"\bAPI_1484_11\b|\bAPI\b|LMSInitialize|xapi|courseLms|[?&]endpoint")
SYNCHRONOUS = re.compile(r"\.open\(\s*[\"'](?:POST|PUT|GET)[\"']\s*,[^;]{1,200}?,\s*(?:false|!1)\s*[,)]", re.IGNORECASE)
LEAVING = re.compile(r"onbeforeunload|onunload|[\"'](?:before)?unload[\"']|[\"']pagehide[\"']")
SCHEMES = ("http://www.w3.org", "https://www.w3.org")


def page_faults(name: str, raw: bytes) -> Iterator[Finding]:
    """What is wrong with one page."""
    top = html(raw)
    if top is None or local(top) != "html":
        return
    if not (top.get("lang") or top.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip():
        yield Finding("no-language", name, "its <html> has no lang")
    titles = [words(one) for head in top if local(head) == "head" for one in head if local(one) == "title"]
    if not any(titles):
        yield Finding("no-title", name, "it has no <title>")
    yield from (Finding("outside", name, f"it fetches from {host}") for host in sorted(hosts(top)))


def hosts(top: etree._Element) -> set[str]:
    """The other hosts that a page fetches from."""
    found: set[str] = set()
    for element in top.iter():
        name = local(element)
        if name == "style":
            found |= style_hosts(words(element))
        if name not in FETCHED or (name == "link" and not re.search("stylesheet|icon", element.get("rel") or "")):
            continue
        if match := OUTSIDE.match((element.get(FETCHED[name]) or "").strip()):
            found.add(match[1].lower())
    return found


def words(element: etree._Element) -> str:
    """An element's text."""
    return "".join(map(str, element.itertext())).strip()


def style_hosts(text: str) -> set[str]:
    """The other hosts that a style fetches from."""
    return {match[1].lower() for address in STYLES.findall(text) if (match := OUTSIDE.match(address))}


def script_faults(name: str, raw: bytes) -> Iterator[Finding]:
    """What one script looks like doing."""
    text = raw.decode("utf-8", "replace")
    if SYNCHRONOUS.search(text) and LEAVING.search(text):
        yield Finding("sync-unload", name, "it sends without waiting and listens for the page to go")


def faults(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Everything wrong with these files, by name."""
    asks = False
    for name, raw in files.items():
        lowered = name.lower()
        if lowered.endswith(PAGES):
            yield from page_faults(name, raw)
        elif lowered.endswith(".css"):
            found = sorted(style_hosts(raw.decode("utf-8", "replace")))
            yield from (Finding("outside", name, f"it fetches from {host}") for host in found)
        elif lowered.endswith(SCRIPTS):
            yield from script_faults(name, raw)
        asks = asks or (lowered.endswith((*PAGES, *SCRIPTS)) and bool(APIS.search(raw)))
    if not asks:
        yield Finding("no-api", "", "no page or script names an API that an LMS offers")
