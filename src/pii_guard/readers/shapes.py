"""The shapes of helpdesk exports: which keys tell them, which hold only ids and times, what the others mean.

Keys are folded: lower case, letters and digits only. Only keys that the system fills belong to ``machine``; those
that users fill, such as an external id, are scanned.
"""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """What is known of one system's exports."""

    name: str
    marks: tuple[frozenset[str], ...]
    """Sets of keys; a source that has all of one set has this shape."""
    machine: frozenset[str]
    """Keys of ids and times, not scanned as text."""
    meaning: dict[str, str]
    """Key to the field name that rules know."""


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TIMES = _keys(
    "createdat updatedat solvedat initiallyassignedat assignedat dueat generatedtimestamp timestamp created updated "
    "resolved lastviewed duedate createdtime closedtime resolvedtime lastupdatetime createdate closedate "
    "lastmodifieddate waitingsince snoozeduntil lastrequestat remotecreatedat signedupat lastseenat"
)

SHAPES = (
    Shape(
        "zendesk",
        (
            _keys("requesterid submitterid"),
            _keys("ticketid authorid plainbody"),
            _keys("tickets nextpage"),
            _keys("tickets endofstream"),
            _keys("auditid authorid body"),
            _keys("authorid htmlbody"),
            _keys("requesterid ticketformid"),
            _keys("requester requesterid assigneeid"),
        ),
        _TIMES
        | _keys(
            "id ticketid requesterid submitterid assigneeid organizationid groupid brandid ticketformid problemid "
            "auditid authorid userid forumtopicid ticketmetricid collaboratorids followerids emailccids macroids "
            "sharingagreementids url contenturl"
        ),
        {"requester": "requester", "submitter": "name", "assignee": "assignee", "rawsubject": "subject"},
    ),
    Shape(
        "freshdesk",
        (_keys("descriptiontext responderid"), _keys("requesterid responderid"), _keys("ticketid subject createdtime")),
        _TIMES
        | _keys(
            "id ticketid requesterid responderid groupid companyid productid emailconfigid associationtype userid "
            "frescalated frdueby dueby conversationid parentid"
        ),
        {"agent": "assignee", "contactname": "name", "descriptiontext": "description"},
    ),
    Shape(
        "jira",
        (_keys("issuekey summary"), _keys("fields key self"), _keys("issueid issuetype"),
         _keys("issuetype fixversions")),
        _TIMES
        | _keys("id key issueid issuekey parent parentid projectkey projectid self accountid "
                "statuscategorychanged entityid"),
        {"reporter": "reporter", "assignee": "assignee", "creator": "name", "author": "author"},
    ),
    Shape(
        "hubspot",
        (_keys("hspipelinestage"), _keys("ticketid ticketname"), _keys("ticketid pipeline"), _keys("hsticketid")),
        _TIMES
        | _keys(
            "ticketid recordid hsobjectid hspipelinestage hspipeline hubspotownerid hsticketid associatedcontactids "
            "associatedcompanyids hslastmodifieddate hscreatedate"
        ),
        {"ticketowner": "assignee", "associatedcontact": "name", "ticketname": "subject"},
    ),
    Shape(
        "intercom",
        (_keys("conversationparts"), _keys("conversationmessage"), _keys("conversationid adminassigneeid"),
         _keys("type source contacts")),
        _TIMES | _keys("id conversationid adminassigneeid teamassigneeid assigneeid "
                        "externalconversationid workspaceid"),
        {"author": "author"},
    ),
)  # fmt: skip

TIMES = (
    "createdat", "created", "createdtime", "createdate", "opprettet", "opprettetdato", "hscreatedate", "pubdate",
    "remotecreatedat", "timestamp", "date", "dato",
)  # fmt: skip
"""Keys that tell when a record was made, the surest first."""

CHANNELS = ("channel", "viachannel", "via", "source", "kanal", "hsoriginaltype", "sourcetype", "type")
"""Keys that tell the way a record came in."""

CHANNEL_NAMES = {
    "email": "email", "epost": "email", "mail": "email", "1": "email",
    "web": "web", "webform": "web", "form": "web", "portal": "web", "2": "web", "nettside": "web", "skjema": "web",
    "phone": "phone", "telefon": "phone", "voice": "phone", "3": "phone",
    "chat": "chat", "7": "chat", "messaging": "chat", "nativemessaging": "chat", "conversation": "chat",
    "sms": "sms", "whatsapp": "whatsapp", "facebook": "facebook", "twitter": "twitter", "api": "api", "mobile": "app",
    "mobilesdk": "app", "app": "app",
}  # fmt: skip
"""Known values, folded. Any other value is not repeated: it could be anything."""
