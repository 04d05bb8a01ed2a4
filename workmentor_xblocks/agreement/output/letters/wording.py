"""What each letter says."""

from __future__ import annotations

from collections.abc import Mapping

from workmentor_xblocks.agreement.records.mail import Letter as Kind
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.output.letters import Only, Words

_REASON = _("Reason: {reason}")
_QUOTE = _("“{text}”")
_READ_AND_REMARK = _("Read the text, and leave a remark where something should be different.")
_STILL_HOLDS = Only("still_holds", _("What was agreed on before still holds."))
_PLACEMENT = _("The placement starts on {starts}.")
# How a stranger can be sure of a letter without its link. No number stands here: whoever forges a letter would give one.
_IS_IT_TRUE = Only(
    "guest",
    _(
        "Not sure that this letter is genuine? Do not use the link. Ask the school first, on a number "
        "that you know or find yourself."
    ),
)
_WHOM_TO_ASK = Only("guest", _("School contact: {school_contact}"))

WORDS: Mapping[Kind, Words] = {
    Kind.INVITATION: Words(
        _("You are asked to take part in an agreement"),
        (
            Only("own", _("{who} asks you to take part in an agreement about your training at {organisation}.")),
            Only("not_own", _("{who} asks you to take part in an agreement about {learner}’s training at {organisation}.")),
            Only("talking", _("Read it, fill in what is yours, and leave a remark where something should be different. "
              "When the text is ready, everybody signs it.")),
            Only("talking", _("Please answer by {until}.")),
            Only("signing", _("The text is ready, and everybody who takes part signs it now.")),
            Only("in_force", _("Everybody has signed it, and it is in force. You can read it and take part in what comes.")),
            _PLACEMENT,
            _IS_IT_TRUE, _WHOM_TO_ASK,
            Only("guest", _("You need no account. The link below is for you alone: do not pass it on.")),
            Only("guest", _("If you are not the person who was meant, say so on the page; the link is then closed.")),
        ),
    ),
    Kind.NEW_LINK: Words(
        _("Your new link"),
        (
            Only("asked", _("A new link to the agreement was asked for, on the page of an older one.")),
            Only("unlocked", _("The school has allowed you to use codes again. This is your new link.")),
            Only("asked", _("With it you go on where you were. If it was not you who asked, you need not do anything.")),
        ),
    ),
    Kind.CODE: Words(
        _("Your code"),
        (
            _("With this code you prove that it is you:"),
            _("Type it on the page of the agreement. It works once, for {minutes} minutes."),
            _("Nobody will ask you for it by telephone or mail. If you did not ask for it, somebody else may have "
              "your link: tell the school."),
        ),
    ),
    Kind.CODE_LOCKED: Words(
        _("A code was typed wrong too often"),
        (
            Only("mine", _("Somebody typed the code for your signature wrong too often on the page of the agreement.")),
            Only("new_link", _("The links that you had are closed. Below is a new one, with which you can sign.")),
            Only("waits", _("No code works until {until}. The school contact can allow it again sooner.")),
            Only("mine", _("If it was not you, somebody else may have had your link: tell the school.")),
            Only("whose", _("On the page of “{whose}” the code for the signature was typed wrong too often.")),
            Only("by_link", _("Old links to it are closed, and a new one was sent to the address that is written down.")),
            Only("whose", _("Ask this person whether it was them. On the page of the agreement you can allow codes again.")),
        ),
    ),
    Kind.SIGN: Words(
        _("It is your turn to sign"),
        (
            _("The text of the agreement about {learner}’s training at {organisation} is ready (version {number}), "
              "and it is your turn to sign."),
            _("Read it once more. If something is not right, decline and say why: the text is then open again."),
            Only("first", _("Please sign by {until}. If signatures are missing after that day, the agreement expires.")),
            Only("still_holds", _("Please sign by {until}. Until everybody has signed, what was agreed on before holds.")),
            _PLACEMENT,
        ),
    ),
    Kind.RECEIPT: Words(
        _("Receipt of your signature"),
        (
            Only("signed", _("You signed version {number} of the agreement on {moment}.")),
            Only("approved", _("You approved version {number} of the agreement on {moment}.")),
            Only("offline", _("The school recorded on {moment} that you signed version {number} of the agreement on paper.")),
            _("Keep this mail. With the two numbers below you can check at any time, without us, that nothing in the "
              "agreement or its history was changed after you signed."),
            Only("void", _("The text was opened again since, so this signature no longer counts. You will be asked again.")),
            Only("electronic", _("This is a simple electronic signature: a record of what you agreed to, when, and how you proved who "
              "you are.")),
            _("If it was not you who signed, tell the school at once."),
        ),
    ),
    Kind.SIGNED_BY_ALL: Words(
        _("Everybody has signed: your copy"),
        (
            _("Everybody has signed version {number} of the agreement. It holds since {day}."),
            _("On its page you find your copy as a PDF, and the whole history. There is nothing that you have to do."),
        ),
    ),
    Kind.DECLINED: Words(
        _("Somebody does not agree yet"),
        (
            _("{who} has declined version {number} of the agreement."),
            _REASON, _QUOTE, _STILL_HOLDS,
            Only("open", _("That is no end: the text is open again, and signatures under that version count no more. "
              "Say on the page what could be different.")),
        ),
    ),
    Kind.REOPENED: Words(
        _("The text is open again"),
        (
            _("{who} has opened version {number} of the agreement again."),
            _QUOTE, _STILL_HOLDS,
            _("Signatures under that version are void, yours too if you had signed. You are asked again when the new "
              "text is ready."),
        ),
    ),
    Kind.NOTICE: Words(
        _("Something was changed in the agreement"),
        (
            _("{who} has changed: {fields}. It holds at once, and nobody has to sign for it."),
            _("If you do not agree, object on the page by {until}: it then becomes a proposal that everybody signs."),
        ),
    ),
    Kind.AMENDMENT: Words(
        _("A change of the agreement is proposed"),
        (
            _("{who} proposes to change the agreement."),
            _REASON, _QUOTE,
            _("What was agreed on holds until everybody has signed the change."),
            _READ_AND_REMARK,
        ),
    ),
    Kind.REVIEW: Words(
        _("A review waits for your words"),
        (
            _("Review {review} of the placement is open; it was planned for {day}."),
            Only("first", _("You write first: how is it going? The others answer after you.")),
            Only("fill", _("It is your turn to write your part.")),
            Only("answer", _("Everybody has written. Read what the others say, and say whether you agree.")),
        ),
    ),
    Kind.ENDING: Words(
        _("An early end is proposed"),
        (
            _("{who} proposes to end the placement on {day}."),
            _REASON, _QUOTE,
            Only("school", _("Talk with everybody, then confirm it on the page or let the placement go on.")),
            Only("others", _("The school talks with everybody before it confirms this. Until then nothing changes.")),
        ),
    ),
    Kind.ENDED: Words(
        _("The agreement has ended"),
        (
            Only("terminated", _("{who} has ended the agreement; its last day is {day}.")),
            Only("cancelled", _("{who} has put the agreement aside. It never was in force.")),
            _REASON, _QUOTE,
            Only("review_open", _("A last review is open, in which you can say how it was.")),
        ),
    ),
    Kind.SUSPENDED: Words(
        _("The placement is suspended"),
        (
            _("{who} has suspended the placement from {day} on."),
            _QUOTE,
            _("The days are counted. The agreement goes on when the school says so."),
        ),
    ),
    Kind.COMPLETED: Words(
        _("The placement is completed"),
        (
            _("{who} has completed the placement."),
            _("The record of what was reached stands on the page of the agreement, also as a PDF. Keep a copy."),
        ),
    ),
    Kind.EXPIRED: Words(
        _("The agreement was not signed in time"),
        (
            _("Not everybody has signed the agreement about {learner}’s training at {organisation} in time. "
              "It expired on {day}, and nothing of it is in force."),
            Only("school", _("You can open it again on its page.")),
            Only("others", _("If the placement goes on, ask the school to open it again.")),
        ),
    ),
    Kind.PROPOSAL_EXPIRED: Words(
        _("A change was not signed in time"),
        (
            _("Not everybody has signed the change of the agreement about {learner}’s training at {organisation} in "
              "time, so it was put aside. The agreement holds as before."),
            _("If the change is still wanted, propose it again on the page."),
        ),
    ),
    Kind.STARTED_UNSIGNED: Words(
        _("A placement began without a signed agreement"),
        (
            _("The placement of {learner} at {organisation} began on {day}, and not everybody has signed."),
            _("Ask those who are missing, or put the dates right. Nothing is dated back."),
        ),
    ),
    Kind.PERSON_GONE: Words(
        _("Somebody is missing in an agreement"),
        (
            _("The account of somebody who takes part was removed from this site, with everything that was told of "
              "that person. The agreement still holds."),
            _("Name somebody else on its page by {until}, or end it."),
        ),
    ),
    Kind.NOT_ME: Words(
        _("A link went to the wrong person"),
        (
            _("Whoever got the link for the part “{whom}” says that somebody else was meant. The link is closed."),
            _("Find out the right address and put it right on the page; a new link is then sent."),
        ),
    ),
    Kind.PLACE_CHANGED: Words(
        _("Your part in an agreement was changed"),
        (
            _("Until now, letters about a part in this agreement came to this address. {who} has changed who takes "
              "part or where to write to, and the links that you have do not work any more."),
            _("If that is right, you need not do anything."),
            _("If it is not right, say so with the link below. The school is told, and looks at it before anybody "
              "signs in your place."),
        ),
    ),
    Kind.CONTESTED: Words(
        _("Somebody objects to a change of address"),
        (
            _("Whoever was written to before for the part “{whom}” says that the change of person or address is not "
              "right. Until you have looked at it, nobody can sign in that place."),
            _("Ask everybody concerned. Then write the right address down on the page, under “Correct how to reach "
              "this person”, and save it, also when the new one is right."),
        ),
    ),
    Kind.REMINDER: Words(
        _("You are waited for"),
        (
            _("This is a reminder. The following waits for you:"),
        ),
    ),
}  # fmt: skip

OPEN = _("Open the agreement")
NUMBERED = _("{subject} (agreement {short})")
BY = _("{what}, by {until}")
OPT_OUT = _(
    "You can turn reminders off on the page of each agreement. Letters about what was decided always come."
)
WHY_YOU = _("You get this mail because you take part in this agreement.")
OBJECT = _("Say that this is not right")
WHY_FORMER = _("You get this mail because letters about this agreement came to this address until now.")
UNKNOWN_LEARNER = _("the learner")
UNKNOWN_WORKPLACE = _("the workplace")
UNKNOWN_PERSON = _("Somebody")
HOW_TO_CHECK = _(
    "How to check: on the page of the agreement download the history (history.json) and the program "
    "verify_agreement.py. On a computer with Python run this, also without a network:"
)
LABELS = {
    "learner": _("Learner"),
    "organisation": _("Workplace"),
    "role": _("Your part"),
    "number": _("Agreement"),
    "sha256": _("Fingerprint of version {number} (SHA-256)"),
    "head": _("Record in the history (SHA-256)"),
}
