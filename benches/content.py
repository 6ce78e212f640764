"""The content of a built site as Markdown files with front matter, for the programs that it is compared with.

Source are the JSON files that stand beside each record's page. Each becomes one file at the same address, with what a page
shows: facts by the name of their field, whose references are paths of other pages, amounts, sources, goals and indicators,
and the body. The labels of the fields are one data file. Hugo and Eleventy get the same; only the fence around the front
matter differs, which is JSON because both read it fastest. Run as a program of its own, so that the measuring process stays
small: `content.py BUILT LAYOUTS SITE hugo|eleventy`.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGE = "da"
LISTS = {"theme": "temaer", "place": "kommuner", "funder": "tilskudsgivere", "recipient": "modtagere"}
"""The fields by which grants are listed, with the folder of the list: Hugo's taxonomies."""

FILTERS = {"theme": "tema", "place": "kommune", "funder": "tilskudsgiver", "recipient": "modtager"}
"""The same, as filters of the search."""

LISTED_KIND = "grant"
PARTIES = ("funder", "recipient", "owner", "organisation", "publisher", "issuer")
BASES = {"applied": "ansøgt", "recommended": "indstillet", "decided": "besluttet", "agreed": "aftalt", "paid": "udbetalt",
         "frame": "ramme"}
NOT_FACTS = {"kind", "id", "lang", "address", "title", "name", "body", "summary", "source", "amount", "aliases", "goals",
             "indicators"}
PROGRAMS = {"hugo": (("", "\n"), "data"), "eleventy": (("---json\n", "\n---\n"), "_data")}
"""For each program the fence around the front matter, and the folder of data that all templates see."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Schema:
    """What the theme's TOML says of the kinds and of the groups that several kinds share."""

    kinds: dict[str, Json]
    types: dict[str, Json]


@dataclass(frozen=True)
class Content:
    """All records, and the path of each record that has a page, by kind and id."""

    schema: Schema
    records: list[Json]
    paths: dict[tuple[str, str], str]


def schema(layouts: Path) -> Schema:
    def read(pattern: str, name: Any) -> dict[str, Json]:
        return {name(path): tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(layouts.glob(pattern))}

    return Schema(read("kinds/*/kind.toml", lambda path: path.parent.name), read("types/*.toml", lambda path: path.stem))


def content(site: Path, layouts: Path) -> Content:
    """Reads every record's JSON file below the kinds' folders of a finished site."""
    kinds = schema(layouts)
    records: list[Json] = []
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        for file in sorted(folder.glob("*.json")):
            record = json.loads(file.read_bytes())
            if isinstance(record, dict) and record.get("kind") in kinds.kinds and "address" in record:
                records.append(record)
    if not records:
        raise SystemExit(f"`{site}` holds no records as JSON: the site has changed, and so must benches/content.py")
    paths = {(record["kind"], record["id"]): "/" + record["address"].removesuffix(".html")
             for record in records if has_page(record)}
    return Content(kinds, records, paths)


def has_page(record: Json) -> bool:
    """Goals and indicators stand on the page of their agreement, at an anchor."""
    return "#" not in record["address"]


def fields(of: Schema, declared: Json, skipped: Set[str] = frozenset()) -> list[Json]:
    """What templates know of the fields of a kind or group: name and label, in the schema's order, and what a value is.

    `to`: paths of other pages. `date`: a day. `groups`: lists of such fields. Else a text.
    """
    told = []
    for name, field in declared.items():
        if name in skipped:
            continue
        kind = field["type"]
        one: Json = {"name": name, "label": label(field)}
        if name in FILTERS:
            one["filter"] = FILTERS[name]
        if members(of, field):
            one["groups"] = fields(of, members(of, field))
        elif kind in of.kinds:
            one["to"] = True
        elif kind == "date":
            one["date"] = True
        told.append(one)
    return told


def members(of: Schema, field: Json) -> Json:
    return field.get("field") or of.types.get(field["type"], {}).get("field") or {}


def label(field: Json) -> str:
    named = field.get("label", "")
    return named if isinstance(named, str) else named[LANGUAGE]


def facts(of: Content, declared: Json, values: Json, skipped: Set[str] = frozenset()) -> Json:
    """The values of a record or group as templates want them, by field name."""
    found: Json = {}
    for name, field in declared.items():
        value = values.get(name)
        if name in skipped or value in (None, [], {}):
            continue
        many = listed(value)
        if members(of.schema, field):
            found[name] = [facts(of, members(of.schema, field), one) for one in many]
        elif field["type"] in of.schema.kinds:
            found[name] = [of.paths[(field["type"], one)] for one in many if (field["type"], one) in of.paths]
        else:
            found[name] = ", ".join(text(field, one) for one in many)
    return {name: value for name, value in found.items() if value}


def text(field: Json, value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    option = field.get("options", {}).get(str(value))
    return str(option[LANGUAGE] if option else value)


def day(text: str) -> str:
    """The earliest day of a date that may be less precise."""
    return text + "0000-01-01"[len(text):] if len(text) in (4, 7) else text[:10]


def front_matter(of: Content, record: Json, children: dict[str, list[Json]]) -> Json:
    kind = of.schema.kinds[record["kind"]]
    matter: Json = {"title": record.get("title") or record.get("name") or record["id"], "kind": record["kind"]}
    dated = record.get(kind.get("date", ""))
    if dated:
        matter |= {"date": day(dated), "when": dated}
    if record["lang"] != LANGUAGE:
        matter["language"] = record["lang"]
    if "summary" in record:
        matter["lead"] = record["summary"]
    if "amount" in record:
        matter["amounts"] = [amount(one) for one in listed(record["amount"])]
    parties = [of.paths[("organisation", one)] for name in PARTIES for one in listed(record.get(name))
               if ("organisation", one) in of.paths]
    if parties:
        matter["parties"] = parties
    if record["kind"] == LISTED_KIND:
        matter |= {folder: listed(record[name]) for name, folder in LISTS.items() if name in record}
    matter["facts"] = facts(of, kind["field"], record, NOT_FACTS)
    matter["sources"] = [source(of, one) for one in record.get("source", [])]
    if record["id"] in children and record["kind"] == "agreement":
        matter["children"] = [child(of, one) for one in children[record["id"]]]
    return matter


def amount(money: Json) -> Json:
    basis = BASES.get(money["basis"], money["basis"])
    more = f" for {money['period']}" if "period" in money else " pr. år" if "per" in money else ""
    figure = {"amount": money["amount"]} if "amount" in money else {"original": money.get("original", "")}
    return {**figure, "currency": money["currency"], "basis": basis + more}


def source(of: Content, written: Json) -> Json:
    path = of.paths.get(("document", written.get("document", "")))
    shown = {"to": path} if path else {"text": written.get("title") or written.get("url", "")}
    return shown | {name: written[name] for name in ("url", "quote") if name in written}


def child(of: Content, record: Json) -> Json:
    told = facts(of, of.schema.kinds[record["kind"]]["field"], record, NOT_FACTS | {"agreement", "number"})
    return {"id": record["id"], "kind": record["kind"], "number": record.get("number", ""), "title": record["title"],
            "facts": told}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def write(of: Content, site: Path, fence: tuple[str, str]) -> int:
    """Writes one file a page, and for each kind's folder its heading; returns how many pages were written."""
    children: dict[str, list[Json]] = {}
    for record in of.records:
        if not has_page(record):
            children.setdefault(str(record.get("agreement")), []).append(record)
    pages = [record for record in of.records if has_page(record)]
    for record in pages:
        path = site / "content" / (record["address"].removesuffix(".html") + ".md")
        put(path, fence, front_matter(of, record, children), record.get("body", ""))
    for kind, path in {(record["kind"], record["address"].rpartition("/")[0]) for record in pages}:
        told = of.schema.kinds[kind]
        heading = {"title": told["plural"][LANGUAGE].capitalize(), "one": told["name"][LANGUAGE].capitalize()}
        if path:
            put(site / "content" / path / "_index.md", fence, heading, "")
    return len(pages)


def put(path: Path, fence: tuple[str, str], matter: Json, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps(matter, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"{fence[0]}{written}{fence[1]}{body}\n", encoding="utf-8")


def main(built: Path, layouts: Path, site: Path, program: str) -> None:
    found = content(built, layouts)
    fence, data = PROGRAMS[program]
    tables = {name: fields(found.schema, kind["field"], NOT_FACTS) for name, kind in found.schema.kinds.items()}
    (site / data).mkdir(parents=True, exist_ok=True)
    (site / data / "fields.json").write_text(json.dumps(tables, ensure_ascii=False, indent=1), encoding="utf-8")
    print(write(found, site, fence))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
