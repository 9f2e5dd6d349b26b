"""Until when what must be done, in working days (Monday to Friday).

- An objection comes within 21 working days after the decision was made known, and is answered
  within 10; otherwise it counts as granted: UU 30/2014 art. 77.
- A report is taken up within 3 working days and answered within 14, or 60 where an official is
  accused and the inspectorate must look: PermenPANRB 62/2018.
- Who is not content with the answer says so within 10 working days: PermenPANRB 62/2018.

National holidays are not known here. Offices get no day for them; citizens get five more.
"""

from datetime import date, timedelta
from typing import Final

from tanggap.objections.domain.kinds import OBJECTIONS, SENSITIVE
from tanggap.objections.types import Kind

OBJECT_WITHIN: Final = 21
HOLIDAYS: Final = 5
ANSWER_OBJECTION: Final = 10
ANSWER_REPORT: Final = 14
ANSWER_ACCUSATION: Final = 60
TAKE_UP: Final = 3
COME_AGAIN: Final = 10
_WEEK: Final = 5


def working_days_after(day: date, count: int) -> date:
    """Return the working day that is `count` working days after a day; 0 gives the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _WEEK
    return day


def last_day_to_object(decided_on: date) -> date:
    """Return the last day on which a decision can be objected to."""
    return working_days_after(decided_on, OBJECT_WITHIN + HOLIDAYS)


def last_day_to_come_again(answered_on: date) -> date:
    """Return the last day on which somebody can say that the answer does not do."""
    return working_days_after(answered_on, COME_AGAIN + HOLIDAYS)


def answer_by(kind: Kind, received_on: date, *, escalated: bool = False) -> date:
    """Return the day by which a ticket must be answered."""
    if kind in OBJECTIONS:
        days = ANSWER_OBJECTION
    elif escalated or kind in SENSITIVE:
        days = ANSWER_ACCUSATION
    else:
        days = ANSWER_REPORT
    return working_days_after(received_on, days)


def take_up_by(received_on: date) -> date:
    """Return the day by which somebody must have taken a ticket up."""
    return working_days_after(received_on, TAKE_UP)
