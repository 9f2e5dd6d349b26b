"""Until when what must be done, in working days: Monday to Friday, without the holidays that
offices keep (`holidays`).

Objections, UU 30/2014 art. 77: within 21 working days after the decision was announced (1);
answered within 10 (4); otherwise it counts as granted (5), and a decision that grants it must be
made within 5 more (7). Who is not content appeals within 10: art. 78 (1).

Reports, SP4N-LAPOR (Perpres 76/2013; PermenPANRB 62/2018, whose own words were not at hand): taken
up within 3 working days, answered within 14, or within 60 where an official must be examined: so
the ministry in public (Republika, 14 June 2018) and the service standards in its register
(sippn.menpan.go.id: "berkadar pengawasan" 60, otherwise 14).

Set by the city, of no law: to come again within 10 working days after an answer, as LAPOR! lets
citizens do; five more days for citizens where the holidays of the year are not known yet. Offices
get no day for that.
"""

from datetime import date, timedelta
from typing import Final

from tanggap.objections.domain.holidays import CALENDAR
from tanggap.objections.domain.kinds import OBJECTIONS, SENSITIVE
from tanggap.objections.types import Kind

OBJECT_WITHIN: Final = 21
HOLIDAYS: Final = 5
ANSWER_OBJECTION: Final = 10
DECREE: Final = 5
ANSWER_REPORT: Final = 14
ANSWER_ACCUSATION: Final = 60
TAKE_UP: Final = 3
COME_AGAIN: Final = 10


def working_days_after(day: date, count: int) -> date:
    """Return the working day that is `count` working days after a day; 0 gives the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= CALENDAR.is_working(day)
    return day


def last_day_to_object(decided_on: date) -> date:
    """Return the last day on which a decision can be objected to."""
    return _for_citizens(decided_on, OBJECT_WITHIN)


def last_day_to_come_again(answered_on: date) -> date:
    """Return the last day on which somebody can say that the answer does not do."""
    return _for_citizens(answered_on, COME_AGAIN)


def answer_by(kind: Kind, received_on: date, *, escalated: bool = False) -> date:
    """Return the day by which a ticket must be answered."""
    if kind in OBJECTIONS:
        days = ANSWER_OBJECTION
    elif escalated or kind in SENSITIVE:
        days = ANSWER_ACCUSATION
    else:
        days = ANSWER_REPORT
    return working_days_after(received_on, days)


def counts_as_granted(kind: Kind, due_on: date, today: date) -> bool:
    """Tell whether an open objection counts as granted, because nobody answered it in time."""
    return kind in OBJECTIONS and today > due_on


def decree_by(due_on: date) -> date:
    """Return the last day for the decision that an objection past its day demands."""
    return working_days_after(due_on, DECREE)


def _for_citizens(day: date, count: int) -> date:
    """Return the last day for a citizen, with more days where the holidays are not known."""
    last = working_days_after(day, count)
    known = CALENDAR.knows(day.year) and CALENDAR.knows(last.year)
    return last if known else working_days_after(last, HOLIDAYS)


def take_up_by(received_on: date) -> date:
    """Return the day by which somebody must have taken a ticket up."""
    return working_days_after(received_on, TAKE_UP)
