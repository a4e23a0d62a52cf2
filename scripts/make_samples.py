"""Make ``samples/``: the same invented tickets in the forms that helpdesks export.

usage: python -m scripts.make_samples

All people are invented; national ids are synthetic (80 added to the month) and phone numbers those kept for fiction.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Ticket(NamedTuple):
    """One ticket."""

    id: int
    created_at: str
    channel: str
    requester: str
    subject: str
    description: str


TICKETS = (
    Ticket(4101, "2026-01-08T09:14:00Z", "email", "Kari Nordheim", "Feil i fakturaen",
           "Hei!\nFakturaen har feil fødselsnummer, det riktige er 109155 96784.\nHilsen Kari Nordheim"),
    Ticket(4102, "2026-01-19T12:40:00Z", "web", "Ola Brekkestad", "Får ikke logget inn",
           'Jeg trykker på "Glemt passord", men e-posten til ola.brekkestad@fjordpost.no kommer aldri.'),
    Ticket(4103, "2026-02-03T07:55:00Z", "phone", "Ingrid Solvang", "Utsatt betaling",
           "Jeg er sykmeldt og har fått diagnosen MS, så jeg trenger utsettelse. Ring meg på tlf. 68 05 00 12."),
    Ticket(4104, "2026-02-17T15:02:00Z", "chat", "Per Fossli", "Ny adresse",
           "Vi har flyttet til Granittveien 14, 7650 Verdal. Fint om dere oppdaterer; gjelder fra 1. mars."),
    Ticket(4105, "2026-02-25T10:21:00Z", "email", "Anne Lunde", "Hvordan bytter jeg abonnement?",
           "Hei, jeg vil gjerne bytte til det største abonnementet fra neste måned. Hva koster det?"),
    Ticket(4106, "2026-03-02T08:30:00Z", "email", "Mohammed Rahimi", "Tilbakebetaling",
           "Kan dere betale tilbake til konto 8601 11 17947? Ordrenummeret er 2026030200417."),
    Ticket(4107, "2026-03-11T16:45:00Z", "web", "Solveig Haugen", "Klage på saksbehandler",
           "Naboen min Roger Tveit ble dømt for vold i fjor, og nå bor han i samme oppgang. Jeg er redd."),
    Ticket(4108, "2026-03-20T11:10:00Z", "chat", "Jonas Eide", "Appen krasjer",
           "Appen krasjer på versjon 4.12.0 når jeg åpner kvitteringer; feilkode 0x80070057."),
)  # fmt: skip
COLUMNS = Ticket._fields


def as_csv(delimiter: str = ";") -> str:
    """The tickets as a table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(TICKETS)
    return out.getvalue()


def as_json_lines() -> str:
    """One object a line."""
    return "".join(json.dumps(ticket._asdict(), ensure_ascii=False) + "\n" for ticket in TICKETS)


def as_json() -> str:
    """One document."""
    return json.dumps({"tickets": [ticket._asdict() for ticket in TICKETS]}, ensure_ascii=False, indent=2) + "\n"


def as_xml() -> str:
    """A document with an element for each value."""
    rows = (
        "  <ticket>"
        + "".join(f"<{name}>{escape(str(cell), quote=False)}</{name}>" for name, cell in t._asdict().items())
        + "</ticket>"
        for t in TICKETS
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n<tickets>\n' + "\n".join(rows) + "\n</tickets>\n"


def as_html() -> str:
    """A page with a table."""
    rows = ("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in ticket) + "</tr>" for ticket in TICKETS)
    heads = "".join(f"<th>{name}</th>" for name in COLUMNS)
    body = "\n".join(rows)
    return f"<!doctype html>\n<html><body><table>\n<tr>{heads}</tr>\n{body}\n</table></body></html>\n"


def as_sql() -> str:
    """A dump."""
    values = ",\n".join(
        "("
        + ",".join(str(cell) if isinstance(cell, int) else "'" + cell.replace("'", "''") + "'" for cell in ticket)
        + ")"
        for ticket in TICKETS
    )
    columns = ",\n".join(f"  `{name}` text" for name in COLUMNS)
    return f"CREATE TABLE `tickets` (\n{columns}\n);\nINSERT INTO `tickets` VALUES {values};\n"


def as_zendesk() -> str:
    """The incremental export: one ticket a line, with its comments."""
    lines = []
    for n, ticket in enumerate(TICKETS):
        record = {
            "id": ticket.id, "url": f"https://example.zendesk.com/api/v2/tickets/{ticket.id}.json",
            "created_at": ticket.created_at, "updated_at": ticket.created_at, "requester_id": 360000000000 + n,
            "submitter_id": 360000000000 + n, "assignee_id": 361000000001, "ticket_form_id": 114000000001,
            "via": {"channel": ticket.channel}, "status": "closed", "priority": "normal", "subject": ticket.subject,
            "description": ticket.description, "requester": {"name": ticket.requester}, "tags": ["kunde"],
        }  # fmt: skip
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines)


def as_freshdesk() -> str:
    """The export of tickets as JSON."""
    return json.dumps(
        [
            {
                "id": t.id, "requester_id": 43000000000 + n, "responder_id": 43000000099, "created_at": t.created_at,
                "source": {"email": 1, "web": 2, "phone": 3, "chat": 7}[t.channel], "subject": t.subject,
                "description_text": t.description, "requester": {"name": t.requester},
            }
            for n, t in enumerate(TICKETS)
        ],
        ensure_ascii=False, indent=1,
    ) + "\n"  # fmt: skip


def as_jira() -> str:
    """The RSS view of a search."""
    items = "".join(
        f'<item><title>[KS-{t.id}] {escape(t.subject)}</title><key id="{t.id}">KS-{t.id}</key>'
        f"<summary>{escape(t.subject)}</summary><issuetype>Kundesak</issuetype><fixVersions/>"
        f"<reporter>{escape(t.requester)}</reporter><created>{t.created_at}</created>"
        f"<description>{escape('<p>' + escape(t.description, quote=False) + '</p>')}</description></item>\n"
        for t in TICKETS
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="0.92"><channel>\n{items}</channel></rss>\n'


def as_hubspot() -> str:
    """The CSV export of tickets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["Ticket ID", "Ticket name", "Pipeline", "Create date", "Source", "Ticket description", "Associated Contact"]
    )
    for t in TICKETS:
        when = t.created_at.replace("T", " ")[:16]
        writer.writerow([t.id, t.subject, "Support", when, t.channel, t.description, t.requester])
    return out.getvalue()


def as_intercom() -> str:
    """The export of conversations, one a line."""
    lines = []
    for t in TICKETS:
        seconds = int(datetime.fromisoformat(t.created_at).timestamp())
        part = {
            "type": "comment",
            "body": f"<p>{escape(t.description, quote=False)}</p>",
            "author": {"name": t.requester},
        }
        record = {
            "type": "conversation", "id": str(t.id), "created_at": seconds,
            "source": {"type": t.channel, "subject": t.subject},
            "conversation_parts": {"conversation_parts": [part]},
        }  # fmt: skip
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines)


def mails() -> list[EmailMessage]:
    """A message for each ticket; headers and bodies in the codings that mail programs choose."""
    made = []
    for n, t in enumerate(TICKETS):
        message = EmailMessage()
        message["From"] = f"{t.requester} <kunde{t.id}@example.com>"
        message["To"] = "kundeservice@example.com"
        message["Date"] = format_datetime(datetime.fromisoformat(t.created_at))
        message["Subject"] = t.subject
        message.set_content(t.description + "\n", cte=("8bit", "quoted-printable", "base64")[n % 3])
        if n % 4 == 1:
            message.add_alternative(f"<p>{escape(t.description)}</p>", subtype="html")
        made.append(message)
    return made


def as_mbox() -> bytes:
    """All messages in one mailbox."""
    return b"".join(b"From kunde@example.com Thu Jan  8 09:14:00 2026\n" + bytes(mail) + b"\n" for mail in mails())


def write_xlsx(path: Path) -> None:
    """The tickets as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - an extra
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.append(COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for ticket in TICKETS:
        sheet.append(ticket)
    book.save(path)


def write_parquet(path: Path) -> None:
    """The tickets as Parquet."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.Table.from_pylist([ticket._asdict() for ticket in TICKETS]), path)


FILES = {
    "tickets.csv": lambda: as_csv().encode("cp1252"),
    "tickets.jsonl": lambda: as_json_lines().encode(),
    "tickets.json": lambda: as_json().encode(),
    "tickets.xml": lambda: as_xml().encode(),
    "tickets.html": lambda: as_html().encode(),
    "tickets.sql": lambda: as_sql().encode(),
    "zendesk.ndjson": lambda: as_zendesk().encode(),
    "freshdesk.json": lambda: as_freshdesk().encode(),
    "jira.xml": lambda: as_jira().encode(),
    "hubspot.csv": lambda: as_hubspot().encode("utf-8-sig"),
    "intercom.ndjson": lambda: as_intercom().encode(),
    "tickets.mbox": as_mbox,
}


def main() -> int:
    """Write the samples."""
    folder = ROOT / "samples"
    folder.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    (folder / "ticket.eml").write_bytes(bytes(mails()[1]))
    print(f"{len(FILES) + 1} files in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
