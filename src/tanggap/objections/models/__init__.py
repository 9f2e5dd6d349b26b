"""The tables of the app."""

from tanggap.objections.models.surveys import Survey, SurveyPlan
from tanggap.objections.models.tickets import Entry, Ticket, TicketPhoto

__all__ = ["Entry", "Survey", "SurveyPlan", "Ticket", "TicketPhoto"]
