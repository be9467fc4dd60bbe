"""Calendar entries as an iCalendar file (RFC 5545), through the icalendar library.

An entry's UID is made of the project and the entry's key, so that importing a later export moves what is there. Times
are floating: ten o'clock is ten o'clock where the reader is. Nobody is invited: entries have no attendees, because a
mail program would write to them.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from plandocs.content.calendar import CalendarEntry, CalendarFile
from plandocs.render.xmltext import clean_text

if TYPE_CHECKING:
    from icalendar import Event


def to_ics(calendar: CalendarFile) -> bytes:
    """Return the file's bytes, the same for the same entries."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//plandocs//plandocs//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean_text(calendar.name))
    project = sha256(calendar.project.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    stamp = datetime.combine(calendar.dated, time(), UTC)
    for entry in calendar.entries:
        made.add_component(_event(entry, f"{entry.key}.{project}@plandocs", stamp))
    data = made.to_ical()
    assert isinstance(data, bytes)
    return data


def _event(entry: CalendarEntry, uid: str, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("summary", clean_text(entry.title))
    if entry.at is None:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.finish + timedelta(days=1))  # the end of an entry is exclusive
    else:
        begins = datetime.combine(entry.start, entry.at)
        event.add("dtstart", begins)
        if entry.minutes:
            event.add("dtend", begins + timedelta(minutes=entry.minutes))
    if entry.about:
        event.add("description", clean_text("\n".join(entry.about)))
    if entry.categories:
        event.add("categories", [clean_text(name) for name in entry.categories])
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    return event
