from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, DocBin

from quotecheck.lexicon import table
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import is_title
from quotecheck.pipeline.linking import ATTRIBUTIONS, find, linking_component

Tagged = Callable[[str], Doc]


def described(doc: Doc, one: Attribution) -> str:
    """An attribution as one line: kind, class | content | cue | source."""
    assert one.content is not None
    content = " ## ".join(doc[start:end].text for start, end in one.content.spans)
    cue = doc[one.cue[0] : one.cue[1]].text if one.cue else "-"
    source = doc[one.source[0] : one.source[1]].text if one.source else "-"
    return f"{one.content.kind} {one.cls} | {content} | {cue} | {source}"


# phenomenon, text with roles as the tagger marks them, the attributions that stand in it
ROWS: list[tuple[str, str, list[str]]] = [
    (
        "direct, content first",
        "{content:“It rained,”} {source:Ann Lee} {cue:said}.",
        ["direct say | It rained, | said | Ann Lee"],
    ),
    (
        "split by its cue",
        "{content:“It rained,”} {source:she} {cue:said}. {content:“Then it snowed.”}",
        ["direct say | It rained, ## Then it snowed. | said | she"],
    ),
    (
        "a place and agency open a paragraph",
        "{content:NORVIK, March 3 (Courier) -- It rained}, {source:Lee} {cue:said}.",
        ["indirect say | It rained | said | Lee"],
    ),
    (
        "a place in small letters and an agency",
        "{content:Norvik (Courier) - It rained}, {source:Lee} {cue:said}.",
        ["indirect say | It rained | said | Lee"],
    ),
    (
        "an aside between dashes",
        "{content:NATO members – at least two – left}, {source:Lee} {cue:said}.",
        ["indirect say | NATO members – at least two – left | said | Lee"],
    ),
    (
        "what was asked before an answer, tagged with its verb",
        "{content:Asked if it rained}, {source:she} {cue:laughed}. {content:“No. Never.”}",
        ["indirect attitude | Asked if it rained | - | -", "direct say | No. Never. | laughed | she"],
    ),
    (
        "what was asked before an answer",
        "{cue:Asked} {content:if it rained}, {source:she} {cue:laughed}. {content:“No. Never.”}",
        ["indirect attitude | if it rained | Asked | -", "direct say | No. Never. | laughed | she"],
    ),
    (
        "a participle behind a comma is the subject's",
        "{source:Lee} pressed {source:the firm’s chief, Ann}, once {cue:calling} {content:it “thin ice”}.",
        ["mixed say | it “thin ice” | calling | Lee"],
    ),
    (
        "a participle behind its noun",
        "Lee read {source:a letter} {cue:saying} {content:it “rained”}.",
        ["mixed say | it “rained” | saying | a letter"],
    ),
    (
        "somebody who was asked before an answer",
        "{source:Lee}, {cue:asked} {content:if it rained}, {cue:said}: {content:“No.”}",
        ["indirect attitude | if it rained | asked | -", "direct say | No. | said | Lee"],
    ),
    (
        "a place before a colon",
        "{content:NORVIK: It rained}, {source:Lee} {cue:said}.",
        ["indirect say | It rained | said | Lee"],
    ),
    (
        "an adverb behind the cue",
        "{content:“No,”} {source:she} {cue:said} {content:finally}.",
        ["direct say | No, | said | she"],
    ),
    (
        "a surname that is a verb of speech",
        "{content:The mayor’s deputy}, Omar {cue:Said}, {cue:wrote} {content:that it “rained”}.",
        ["indirect attitude | The mayor’s deputy | - | -", "mixed write | it “rained” | wrote | -"],
    ),
    (
        "marks that close and open again are another's words",
        "{source:Lee} {cue:asked}: {content:“Did it rain?” “No.” “So the dam held.”}",
        [
            "direct ask | Did it rain? | asked | Lee",
            "direct say | No. | - | -",
            "direct say | So the dam held. | - | -",
        ],
    ),
    (
        "marks that open again behind the attribution go on",
        "{content:“It rained. Nobody came,”} {source:she} {cue:said}. {content:“Then it snowed.”} "
        "“Did nobody come then?”",
        [
            "direct say | It rained. Nobody came, ## Then it snowed. | said | she",
            "direct say | Did nobody come then? | - | -",
        ],
    ),
    (
        "what stands before a cue whose clause follows at once is no part of it",
        "{content:Once a diver}, {source:she} {cue:said} {content:the lake was “thin as a leaf”}.",
        [
            "indirect attitude | Once a diver | - | -",
            "mixed say | the lake was “thin as a leaf” | said | she",
        ],
    ),
    (
        "a clause around its attribution is one",
        "{content:The lake}, {source:she} {cue:said}, {content:was “thin as a leaf”}.",
        ["mixed say | The lake ## was “thin as a leaf” | said | she"],
    ),
    (
        "a verb behind a conjunction goes on with the clause before it",
        "{content:Kim “walked out slowly”} and {cue:said} {content:the lake “froze at noon,”} {source:Lee} "
        "{cue:wrote}.",
        ["mixed say | Kim “walked out slowly” ## the lake “froze at noon,” | said | Lee"],
    ),
    (
        "what nobody is told to have said is no claim",
        "It was {cue:reported} {content:that the dam would close}.",
        ["indirect attitude | the dam would close | reported | -"],
    ),
    *(
        (
            f"behind the last mark: {what}",
            f"{{source:Lee}} {{cue:said}} {{content:the dam was {fragment}{tail}}}.",
            [f"mixed say | the dam was {fragment}{kept} | said | Lee"],
        )
        for what, fragment, tail, kept in [
            ("an apposition", "“thin as a leaf,”", " a blow to the town", ""),
            ("a participle", "“thin as a leaf,”", " possibly ending the plan", ""),
            ("what it comprises", "“thin in all of it,”", " including its gates", " including its gates"),
            ("the occasion", "“thin”", " in a statement sent to the paper", ""),
            ("what the clause needs", "“thin”", " in a place nobody had seen", " in a place nobody had seen"),
            ("something known", "“thin”", " in the statement of May", " in the statement of May"),
            ("a remark", "“thin”", " in May — as if it had grown", " in May"),
            ("a clause that goes on", "“thin”", " — and that it leaked", " — and that it leaked"),
            ("a parenthesis that ends", "in May — “not June” —", " quite thin", " quite thin"),
        ]
    ),
    (
        "a second cue that speaks against the first",
        "{source:Lee} {cue:said} {content:it rained in the hills, yet warned that the dam would break}.",
        [
            "indirect say | it rained in the hills | said | Lee",
            "indirect warn | the dam would break | warned | Lee",
        ],
    ),
    (
        "direct after a conjunction",
        "{content:But “we cannot skate on a lake like this,”} {source:Lee} {cue:said}.",
        ["direct say | we cannot skate on a lake like this, | said | Lee"],
    ),
    (
        "direct after a clause that leads to it",
        "{source:Lee} {cue:said} {content:it was her view that “The ice has never been so thin.”}",
        ["direct say | The ice has never been so thin. | said | Lee"],
    ),
    (
        "a cue inside the content, behind the marks",
        "{source:The report}: {content:“The ice has never been so thin,” an officer wrote}.",
        ["direct say | The ice has never been so thin, | - | -"],
    ),
    (
        "a fragment that no tag covers",
        "On Monday Ann Lee called the plan “cold and utterly cruel” again, before it rained.",
        ["mixed say | the plan “cold and utterly cruel” again | called | Ann Lee"],
    ),
    (
        "edges snap to the marks",
        "{source:He} {cue:said}: “{content:The lake is} cold.”",
        ["direct say | The lake is cold. | said | He"],
    ),
    (
        "direct after that",
        "{source:He} {cue:warned} {content:that “If it freezes, we will close the road.”}",
        ["direct warn | If it freezes, we will close the road. | warned | He"],
    ),
    (
        "indirect without that and full stop",
        "{source:The mayor} {cue:has also said} {content:that the bridge would close.}",
        ["indirect say | the bridge would close | said | The mayor"],
    ),
    (
        "mixed keeps its marks",
        "{source:She} {cue:called} {content:the plan “cold and cruel.”}",
        ["mixed say | the plan “cold and cruel.” | called | She"],
    ),
    (
        "a mark that closes what none opened",
        "{content:That is why we came,}” {source:Lee} {cue:said}. {content:“The ice is thin.”}",
        ["direct say | That is why we came, ## The ice is thin. | said | Lee"],
    ),
    (
        "who is urged belongs to the words",
        "{source:Lee} {cue:urged} voters at a rally {content:to “race like mad”} on Tuesday.",
        ["mixed demand | voters at a rally to “race like mad” | urged | Lee"],
    ),
    (
        "the reporter goes on behind a comma and but",
        "{source:Lee} {cue:said} {content:the lake was “thin” in May, but decided to race}.",
        ["mixed say | the lake was “thin” in May | said | Lee"],
    ),
    (
        "words on a sign",
        "They held up {source:signs} {cue:saying} {content:“We want our lake back.”}",
        ["direct attitude | We want our lake back. | saying | signs"],
    ),
    (
        "what a policy is called is nobody's words",
        "{source:Lee} {cue:announced} {content:a new “open lake” policy for boats}.",
        ["indirect attitude | a new “open lake” policy for boats | announced | Lee"],
    ),
    (
        "so-called",
        "{source:Lee} {cue:said} {content:the so-called “ice league” would race}.",
        ["indirect say | the so-called “ice league” would race | said | Lee"],
    ),
    (
        "a headline in the text",
        "READ MORE: {source:Park} {cue:Says} {content:Lake ‘Thin’ as Races Go On}",
        [],
    ),
    (
        "a second clause behind and that",
        "{source:Lee} {cue:insisted} {content:the lake was “thin as a leaf”} and that the town had closed "
        "it, though nobody had seen a sign.",
        ["mixed claim | the lake was “thin as a leaf” and that the town had closed it | insisted | Lee"],
    ),
    (
        "a subordinate clause before a content with its cue behind",
        "Although Park has left, {content:“the race goes on,”} {cue:said} {source:Lee}.",
        ["mixed say | Although Park has left, “the race goes on,” | said | Lee"],
    ),
    (
        "an interview behind the clause",
        "{source:Lee} {cue:promised} {content:“new ice” for the town in an interview with Kim}.",
        ["mixed promise | “new ice” for the town | promised | Lee"],
    ),
    (
        "what a cue names belongs to the words",
        "{source:She} {cue:described} it as {content:“cold and cruel.”}",
        ["mixed say | it as “cold and cruel.” | described | She"],
    ),
    (
        "a cue that took in what it names",
        "{source:Lee} {cue:called Park's plan} {content:a “hole in the map.”}",
        ["mixed say | Park's plan a “hole in the map.” | called | Lee"],
    ),
    (
        "what is called into question is not named",
        "{source:Lee} {cue:called} into question {content:Park's “love of lakes.”}",
        ["mixed say | Park's “love of lakes.” | called | Lee"],
    ),
    (
        "a fragment behind described as",
        "The lake, which {source:Lee} {cue:described} {content:as a “sheet of iron”}, is open.",
        ["mixed say | a “sheet of iron” | described | Lee"],
    ),
    (
        "the reporter goes on behind marks and but",
        "{source:Lee} {cue:called} {content:the plan “cold and cruel” but gave no reason}.",
        ["mixed say | the plan “cold and cruel” | called | Lee"],
    ),
    (
        "the reporter goes on behind marks, and, and a verb of the past",
        "{source:Lee} {cue:said} {content:the lake was “thin as a leaf” and pointed to a map}.",
        ["mixed say | the lake was “thin as a leaf” | said | Lee"],
    ),
    (
        "a participle behind marks and a comma is the reporter's",
        "{source:Lee} {cue:said} {content:the lake “could freeze” in May, melting hopes of a race}.",
        ["mixed say | the lake “could freeze” in May | said | Lee"],
    ),
    (
        "a marked sentence that nothing else attributes joins also in part",
        "{content:Its size will be set by “a board of three,”} {source:the report} {cue:said}. "
        "{content:Its place will be found through “a race over the ice.”}",
        [
            "mixed say | Its size will be set by “a board of three,” ## Its place will be found through "
            "“a race over the ice.” | said | the report",
        ],
    ),
    (
        "a subject before a reporting clause between commas",
        "The reason for the race, {source:she} {cue:went on}, {content:was “a love of lakes.”}",
        ["mixed say | The reason for the race ## was “a love of lakes.” | went on | she"],
    ),
    (
        "two cues of one source, the first with whom it was told and when",
        "{source:Lee} {cue:told} the Courier at the time {content:that the lake was open} and {cue:told} "
        "Park {content:that it “froze at once”}.",
        ["indirect tell | the lake was open | told | Lee", "mixed tell | it “froze at once” | told | Lee"],
    ),
    (
        "a participle with its clause before the sentence's own cue",
        "After {cue:suggesting} to Kim {content:that “the lake is open to all,”} {source:Lee} {cue:told} "
        "Park, {content:“It may freeze.”}",
        [
            "direct argue | the lake is open to all, | suggesting | Lee",
            "direct tell | It may freeze. | told | Lee",
        ],
    ),
    (
        "a condition before its cue's long source",
        "{content:If it rains}, {source:Ann Lee, a member of the town's board for lakes, dams and all the "
        "boats there are}, {cue:said} {content:the dam “will hold”}.",
        ["mixed say | If it rains ## the dam “will hold” | said | Ann Lee"],
    ),
    (
        "source without apposition and party",
        "{content:“It rained,”} {cue:said} {source:Sen. Ann Lee, D-Va., a member of the panel}.",
        ["direct say | It rained, | said | Sen. Ann Lee"],
    ),
    (
        "a list of sources stays whole",
        "{source:Lee, Park and Kim} {cue:said} {content:it rained}.",
        ["indirect say | it rained | said | Lee, Park and Kim"],
    ),
    (
        "each cue its content",
        "{source:Lee} {cue:said} {content:it rained}, and {source:Park} {cue:denied} {content:it snowed}.",
        ["indirect say | it rained | said | Lee", "indirect deny | it snowed | denied | Park"],
    ),
    (
        "a second cue in one content",
        "{source:Lee} {cue:said} {content:it rained in the hills and warned that the dam would break}.",
        [
            "indirect say | it rained in the hills | said | Lee",
            "indirect warn | the dam would break | warned | Lee",
        ],
    ),
    (
        "a participle as second cue",
        "{source:Lee} {cue:denied} {content:that it rained in the hills, saying the dam was safe}.",
        [
            "indirect deny | it rained in the hills | denied | Lee",
            "indirect say | the dam was safe | saying | Lee",
        ],
    ),
    (
        "a participle that begins something else",
        "{source:Lee} {cue:said} {content:the dam would close, beginning in May}.",
        ["indirect say | the dam would close, beginning in May | said | Lee"],
    ),
    (
        "two cues of one subject",
        "{source:Lee} {cue:claimed} {content:vast wealth} and {cue:said} {content:it rained on the dam}.",
        [
            "indirect attitude | vast wealth | claimed | Lee",
            "indirect say | it rained on the dam | said | Lee",
        ],
    ),
    (
        "no source of a later sentence",
        "{source:The members of the club} wrote to the mayor of the town by the lake, a clerk and a bank, "
        "{cue:saying} {content:it rained}. {source:One} {cue:said} {content:it snowed}.",
        [
            "indirect say | it rained | saying | The members of the club",
            "indirect say | it snowed | said | One",
        ],
    ),
    (
        "that as the subject",
        "{source:Lee} {cue:said} {content:that was new to her}.",
        ["indirect say | that was new to her | said | Lee"],
    ),
    (
        "what somebody inside says goes on",
        "{source:Lee} {cue:said} {content:that Park called him and told him to wait at the dam}.",
        ["indirect say | Park called him and told him to wait at the dam | said | Lee"],
    ),
    (
        "a clause before that has its own cue",
        "While {source:Park} {cue:denied} {content:it rained}, {source:Lee} {cue:said} {content:it snowed}.",
        ["indirect deny | it rained | denied | Park", "indirect say | it snowed | said | Lee"],
    ),
    (
        "a marked clause of another sentence is its own",
        "{source:Lee} {cue:said} {content:it rained}. {content:The dam was “thin as a leaf” by then}.",
        [
            "indirect say | it rained | said | Lee",
            "mixed say | The dam was “thin as a leaf” by then | - | Lee",
        ],
    ),
    (
        "a marked sentence behind a claim without marks is its own",
        "{source:Lee} {cue:said} {content:it rained}. “{content:Nobody came to the door that day.}”",
        [
            "indirect say | it rained | said | Lee",
            "direct say | Nobody came to the door that day. | - | Lee",
        ],
    ),
    (
        "a sentence behind a cue is not that cue's",
        "{content:It rained}, {source:Lee} {cue:said}. {content:The dam was “thin as a leaf},” {source:he} "
        "{cue:said}.",
        [
            "indirect say | It rained | said | Lee",
            "mixed say | The dam was “thin as a leaf,” | said | he",
        ],
    ),
    (
        "a marked sentence goes on past another cue",
        "{content:“It rained,”} {source:Lee} {cue:said}, {source:the Courier} {cue:reported}. "
        "{content:“Then it snowed.”}",
        ["direct say | It rained, ## Then it snowed. | said | Lee"],
    ),
    (
        "a sentence with marks goes on",
        "{content:“It rained,”} {source:Lee} {cue:said}. {content:The dam “was as thin as a leaf” then}.",
        ["mixed say | “It rained,” ## The dam “was as thin as a leaf” then | said | Lee"],
    ),
    (
        "a sentence with marks and a cue of its own",
        "{content:“It rained,”} {source:Lee} {cue:said}. {content:But Park said, “I saw no rain at all.”}",
        [
            "direct say | It rained, | said | Lee",
            "direct say | I saw no rain at all. | said | Park",
        ],
    ),
    (
        "a content over two sentences ends with its own",
        "{source:Lee} {cue:wrote}: {content:“The ice is thin, so stay off the lake.” Well, it was July}.",
        [
            "direct write | The ice is thin, so stay off the lake. | wrote | Lee",
            "indirect attitude | Well, it was July | - | -",
        ],
    ),
    (
        "whom it was said to",
        "{source:Lee} {cue:argued} {content:to the mayors that it rained}.",
        ["indirect argue | it rained | argued | Lee"],
    ),
    (
        "when it was said",
        "{source:Lee} {cue:said} {content:at one point that it rained}.",
        ["indirect say | it rained | said | Lee"],
    ),
    (
        "an infinitive with that",
        "{source:Lee} {cue:vowed} {content:to prove that it rained}.",
        ["indirect promise | to prove that it rained | vowed | Lee"],
    ),
    (
        "that as a determiner",
        "{content:That dam “is as thin as a leaf,”} {source:Lee} {cue:said}.",
        ["mixed say | That dam “is as thin as a leaf,” | said | Lee"],
    ),
    (
        "one word before a marked sentence",
        "As {source:Lee} {cue:described} {content:it, “The ice has never been so thin.”}",
        ["direct say | The ice has never been so thin. | described | Lee"],
    ),
    (
        "a marked sentence behind a claim is no later cue's",
        "{source:Lee} {cue:said} {content:it rained}. {content:“Nobody came to the door.”} {source:Park} "
        "{cue:wrote} {content:a song}.",
        [
            "indirect say | it rained | said | Lee",
            "direct say | Nobody came to the door. | - | -",
            "indirect attitude | a song | wrote | Park",
        ],
    ),
    (
        "a source that the content behind the cue holds",
        "{content:The dam “is thin,”} {cue:says} {content:the Lake Report, but “nobody has looked at it.”}",
        ["mixed say | The dam “is thin,” ## “nobody has looked at it.” | says | the Lake Report"],
    ),
    (
        "a participle behind a comma keeps its object",
        "{content:It rained}, {source:Lee} said, {cue:urging} {content:the mayors to close the dam}.",
        ["indirect demand | It rained ## the mayors to close the dam | urging | Lee"],
    ),
    (
        "a content that holds its source and cue",
        "The coach, {content:who one player said “has never lost a game,”} left.",
        ["mixed say | “has never lost a game,” | said | one player"],
    ),
    (
        "beliefs are attitudes",
        "{source:Lee} {cue:believes} {content:that it rained}.",
        ["indirect attitude | it rained | believes | Lee"],
    ),
    (
        "a marked sentence that no tag covers",
        "It was late. “Nobody came to the door.” The house was dark.",
        ["direct say | Nobody came to the door. | - | -"],
    ),
    (
        "a marked sentence that no tag covers, with its cue",
        "“Nobody came to the door,” the old farmer told us on Monday.",
        ["direct tell | Nobody came to the door, | told | the old farmer"],
    ),
    (
        "a marked sentence that no tag covers, with an apposition",
        "“Nobody came to the door,” Ann Lee, a farmer, said.",
        ["direct say | Nobody came to the door, | said | Ann Lee"],
    ),
    (
        "a marked sentence that no tag covers joins",
        "{content:“It rained,”} {source:she} {cue:said}. “Nobody came to the door.”",
        ["direct say | It rained, ## Nobody came to the door. | said | she"],
    ),
    (
        "a marked sentence joins behind what its speaker was asked",
        "{content:“It rained,”} {source:Ann Lee} {cue:said}, when {cue:asked about} {content:the flood}. "
        "{content:“Nobody came to the door.”}",
        [
            "direct say | It rained, ## Nobody came to the door. | said | Ann Lee",
            "indirect attitude | the flood | asked | -",
        ],
    ),
    (
        "a marked sentence joins behind a relative clause",
        "{content:“It rained,”} {cue:said} {source:Ann Lee} of the farm, {source:which} lost its barn. "
        "{content:“Nobody came to the door.”}",
        ["direct say | It rained, ## Nobody came to the door. | said | Ann Lee"],
    ),
    (
        "a marked sentence joins behind what somebody else did",
        "{content:“It rained,”} {source:she} {cue:told} us, after {source:the court} {cue:ruled} "
        "{content:that the dam was hers}. “Nobody came to the door.”",
        [
            "direct tell | It rained, ## Nobody came to the door. | told | she",
            "indirect announce | the dam was hers | ruled | the court",
        ],
    ),
    (
        "a title before a colon",
        "{source:Lee} {cue:says} {content:nobody asked her about “Cold Water”: “The book is a lie.”}",
        ["direct say | The book is a lie. | says | Lee"],
    ),
    (
        "a verb behind a comma takes its object",
        "{source:Lee} {cue:called} {content:the dam “thin,”} {cue:described} {content:the lake as “a hole,”} "
        "and {cue:said} {content:it rained}.",
        [
            "mixed say | the dam “thin,” | called | Lee",
            "mixed say | the lake as “a hole,” | described | Lee",
            "indirect say | it rained | said | Lee",
        ],
    ),
    (
        "a clause in marks, and a thing of which something is told",
        "{content:“The ice is thin,”} {source:Lee} {cue:said} in talks billed as {content:a “call.”}",
        ["direct say | The ice is thin, | said | Lee", "mixed say | a “call.” | - | Lee"],
    ),
    (
        "one sentence on both sides of its cue",
        "{content:“If the ice is thin,”} {source:Lee} {cue:said}, {content:the town “will have to wait.”}",
        ["mixed say | “If the ice is thin,” ## the town “will have to wait.” | said | Lee"],
    ),
    (
        "a block quotation after a colon",
        "Ann Lee wrote in her diary:\n“Nobody came to the door.”",
        ["direct write | Nobody came to the door. | wrote | Ann Lee"],
    ),
    (
        "a post without marks, set off",
        "On Monday Ann Lee posted:\n{content:The lake is frozen! Go skating.}\nMany did.",
        ["direct write | The lake is frozen! Go skating. | posted | Ann Lee"],
    ),
    (
        "a block quotation without marks",
        "Ann Lee says in the report:\nThe lake is frozen. Nobody should be on it.\nMany were.",
        ["direct say | The lake is frozen. Nobody should be on it. | says | Ann Lee"],
    ),
    (
        "a block quotation of a paper",
        "According to the Courier:\nThe lake is frozen. Nobody should be on it.",
        ["direct say | The lake is frozen. Nobody should be on it. | According to | the Courier"],
    ),
    (
        "questions in a list",
        "Ann Lee asked the mayor:\nWho opened the dam that night?\nWho closed it the day after?\nNobody.",
        [
            "direct ask | Who opened the dam that night? | asked | Ann Lee",
            "direct say | Who closed it the day after? | - | -",
        ],
    ),
    (
        "a block quotation behind whom it was written to",
        "The mayor wrote in a note of July 12 to the members of the board:\nNobody should be on the ice.",
        ["direct write | Nobody should be on the ice. | wrote | The mayor"],
    ),
    (
        "a block quotation whose lead says as who tells it",
        "As Ann Lee points out, the council closed the dam:\nNobody was to cross the ice.",
        ["direct say | Nobody was to cross the ice. | points out | Ann Lee"],
    ),
    (
        "a block quotation called somebody's",
        "Here is the council's answer in part:\nNobody should be on the ice.",
        ["direct answer | Nobody should be on the ice. | answer | the council"],
    ),
    (
        "a block quotation from somebody",
        "And a response from Ann Lee:\nNobody should be on the ice.",
        ["direct say | Nobody should be on the ice. | response | Ann Lee"],
    ),
    (
        "a statement that somebody released",
        "Ann Lee, then the mayor, released a statement on the dam:\nNobody should be on the ice.",
        ["direct say | Nobody should be on the ice. | statement | Ann Lee"],
    ),
    (
        "a statement in full",
        "Here is her statement in full:\nNobody should be on the ice.\nThe dam is safe.\n"
        "{content:“It is,”} {source:Bo} {cue:said}.\nThe lake froze.",
        [
            "direct say | Nobody should be on the ice. | statement | her",
            "direct say | The dam is safe. | - | -",
            "direct say | It is, | said | Bo",
        ],
    ),
    (
        "a statement in the first person, which goes on",
        "Ann Lee wrote:\nI closed the dam.\nMy men were cold.\nThe lake froze.",
        [
            "direct write | I closed the dam. | wrote | Ann Lee",
            "direct say | My men were cold. | - | -",
        ],
    ),
    ("a colon without speech", "Five things stand out in the report:\nThe lake froze early this year.", []),
    ("a colon behind a claim", "Lee said that it rained on the dam:\nThe lake froze early this year.", []),
    ("a list behind a colon", "These are things Lee said:\n1) The lake froze early this year.", []),
    (
        "a subject outside the marks",
        "{source:She} {cue:said} {content:he “walked home in the snow without a word.”}",
        ["mixed say | he “walked home in the snow without a word.” | said | She"],
    ),
    (
        "what an intermediary tells is his",
        "{source:Lee} {cue:voiced} {content:“deep concern” about the dam}, {source:officials} {cue:said}.",
        ["mixed say | Lee voiced “deep concern” about the dam | said | officials"],
    ),
    (
        "marks around what is told of somebody",
        "{source:Lee} “{content:spoke of the dam and of the flood},” {source:the official} {cue:said}.",
        ["mixed say | Lee “spoke of the dam and of the flood,” | said | the official"],
    ),
    (
        "what is told of somebody, and the outer source goes on",
        "{source:Lee} {cue:voiced} “regret” {content:that the town “shut it,”} {source:the official} "
        "{cue:said}. {content:“It is a pity.”}",
        ["mixed say | Lee voiced “regret” that the town “shut it,” ## “It is a pity.” | said | the official"],
    ),
    (
        "words given as somebody's own go on before an outer source",
        "{source:Lee} {cue:told} Park {content:that the dam “was safe,”} {source:the official} {cue:said}. "
        "{content:“It held.”}",
        ["mixed tell | the dam “was safe,” ## “It held.” | told | Lee"],
    ),
    (
        "what is given as the inner speaker's own stays his",
        "{source:Lee} {cue:told} Park {content:that the dam was safe}, {source:the official} {cue:said}.",
        ["indirect tell | the dam was safe | told | Lee"],
    ),
    (
        "nothing was said",
        "{source:The firm} {cue:did not specify} {content:whether it would pay}.",
        ["indirect attitude | whether it would pay | specify | The firm"],
    ),
    (
        "a content over two sentences is cut at the mark",
        "{source:Lee} {cue:said} {content:it rained. “We are not sitting idle,}” {source:she} {cue:said}.",
        ["indirect say | it rained | said | Lee", "direct say | We are not sitting idle, | said | she"],
    ),
    (
        "words that open a sentence are no title, even all in capitals",
        "{content:“By the Lake,”} {source:Lee} {cue:said}. {content:“Really? Come on, Captain.”}",
        ["direct say | By the Lake, ## Really? Come on, Captain. | said | Lee"],
    ),
    (
        "a condition before a clause with marks",
        "{content:If it froze}, {source:Lee} {cue:said} {content:the ice is “thin as glass”}.",
        ["mixed say | If it froze ## the ice is “thin as glass” | said | Lee"],
    ),
    (
        "a question, and who asks it by name",
        "{content:“It rained,”} {source:Lee} {cue:said}. {content:“Why?”} {source:Park} {cue:asked}.",
        ["direct say | It rained, | said | Lee", "direct ask | Why? | asked | Park"],
    ),
    (
        "a question, and what somebody else did",
        "{content:“It rained,”} {source:Lee} {cue:said}. {content:“Why?”} {source:Park} {cue:bet}, but lost.",
        ["direct say | It rained, ## Why? | said | Lee"],
    ),
    (
        "a clause that breaks off before another cue",
        "{source:Lee} {cue:said} {content:the lake was cold and shallow and what} he called “thin.”",
        ["indirect attitude | the lake was cold and shallow and what | said | Lee"],
    ),
    (
        "a title is no part of the content",
        "In {content:“Tales of the Lake,”} {source:Lee} {cue:said} {content:that it rained}.",
        ["indirect say | it rained | said | Lee"],
    ),
    (
        "a scare quote in nobody's plan",
        "The meeting {cue:was intended} {content:to put a “floor” under relations}.",
        ["mixed attitude | to put a “floor” under relations | intended | -"],
    ),
    (
        "a title beside what is no speech",
        "{source:Lee} {cue:introduced} {content:the “Safe Ice and Lakes Act” on Monday}.",
        ["mixed attitude | the “Safe Ice and Lakes Act” on Monday | introduced | Lee"],
    ),
    (
        "a nickname",
        "{source:Critics} {cue:dubbed} {content:the mayor “Icy Ann.”}",
        ["mixed attitude | the mayor “Icy Ann.” | dubbed | Critics"],
    ),
    (
        "a term in a wish",
        "{source:Lee} {cue:wants} {content:to let “skaters” cross the lake}.",
        ["mixed attitude | to let “skaters” cross the lake | wants | Lee"],
    ),
    (
        "words in a belief",
        "{source:Lee} {cue:thinks} {content:the town “asleep at the wheel.”}",
        ["mixed say | the town “asleep at the wheel.” | thinks | Lee"],
    ),
    (
        "a whole clause behind a verb of saying",
        "{source:Lee} {cue:said} {content:“the ice is as thin as it was.”}",
        ["direct say | the ice is as thin as it was. | said | Lee"],
    ),
    (
        "a part of a clause behind a verb of saying",
        "{source:Lee} {cue:said} {content:“the thin ice of the lake”} had broken.",
        ["mixed say | “the thin ice of the lake” | said | Lee"],
    ),
    (
        "what words are about stands before them",
        "{source:Lee} {cue:said} {content:of the lake, “It froze early this year again.”}",
        ["direct say | It froze early this year again. | said | Lee"],
    ),
    (
        "how something was claimed stands before it",
        "{source:Lee} {cue:claimed}, {content:without any proof, that “skaters” broke the ice}.",
        ["mixed claim | “skaters” broke the ice | claimed | Lee"],
    ),
    (
        "the reporter's apposition behind the marks",
        "{source:Lee} {cue:called} {content:the ice “thin and old,” a blow to the mayor}.",
        ["mixed say | the ice “thin and old,” | called | Lee"],
    ),
    (
        "marks before a second part of the content end nothing in it",
        "Park sold {content:the “old ice,”} who {source:Lee} {cue:said} {content:slept}.",
        ["mixed say | the “old ice,” ## slept | said | Lee"],
    ),
    (
        "a second participle",
        "{source:Lee} left, {cue:saying} {content:it was “thick” and accusing Park of “a lack of sense.”}",
        [
            "mixed say | it was “thick” | saying | Lee",
            "mixed criticize | Park of “a lack of sense.” | accusing | Lee",
        ],
    ),
    (
        "what was not said behind what was",
        "{source:Lee} {cue:said} {content:he had “no idea at all” and could not answer whether it froze}.",
        [
            "mixed say | he had “no idea at all” | said | Lee",
            "indirect attitude | whether it froze | answer | Lee",
        ],
    ),
    (
        "what an inner speaker calls a thing",
        "{source:An aide} {cue:told} Park {content:the report had described the ice as “thin” in May}.",
        ["mixed say | the ice as “thin” | described | the report"],
    ),
    (
        "a thing that was talked of",
        "{source:Lee} {cue:discussed} {content:the dam that would break if it froze}.",
        ["indirect attitude | the dam that would break if it froze | discussed | Lee"],
    ),
    (
        "a clause behind a verb of talking",
        "{source:Lee} {cue:described} {content:how the dam broke}.",
        ["indirect say | how the dam broke | described | Lee"],
    ),
    (
        "two words that are no clause",
        "{source:The firm} {cue:maintains} {content:its bridges}.",
        ["indirect attitude | its bridges | maintains | The firm"],
    ),
    ("a marked term that no tag covers", "It was called the “floor” of the house.", []),
    ("only punctuation tagged", "He {cue:said} {content:“.”}", []),
    *(
        (f"{what} told to have said nothing", text, [expected])
        for what, text, expected in [
            (
                "you are",
                "{source:You} might {cue:say}, {content:“The lake is only a lake.”}",
                "direct attitude | The lake is only a lake. | say | You",
            ),
            (
                "anyone is",
                "As {source:any diver} can {cue:tell} you, {content:the lake is deep}.",
                "indirect attitude | the lake is deep | tell | any diver",
            ),
            (
                "the reporter of a belief is",
                "{source:I} {cue:believe} that {content:the “cold lake” is a myth of the valley}.",
                "mixed attitude | the “cold lake” is a myth of the valley | believe | I",
            ),
            (
                "the reporter of what is to be said is",
                "{source:I} would have {cue:answered} that {content:the lake is deep}.",
                "indirect attitude | the lake is deep | answered | I",
            ),
        ]
    ),
    (
        "the reporter's own words of before",
        "{source:I} {cue:wrote} last week that {content:the lake was deep}.",
        ["indirect write | the lake was deep | wrote | I"],
    ),
    (
        "a relative pronoun that the cue parts from the rest",
        "The mayor had a plan, {content:which} {source:Lee} {cue:called} {content:“thin.”}",
        ["mixed say | “thin.” | called | Lee"],
    ),
    (
        "one capitalised word in marks that a comma ends is speech",
        "{content:“Correct},” {source:Lee} {cue:replies}. {content:“So the dam held.”}",
        ["direct answer | Correct, ## So the dam held. | replies | Lee"],
    ),
    (
        "the source of a passive stands behind by",
        "{source:Lee} was {cue:urged} {content:to close the dam} by {source:the council}.",
        ["indirect demand | to close the dam | urged | the council"],
    ),
    (
        "nobody is told to ask in the passive",
        "{cue:Asked} {content:whether the dam would hold}, {source:Lee} {cue:said}: {content:“Absolutely.”}",
        [
            "indirect attitude | whether the dam would hold | Asked | -",
            "direct say | Absolutely. | said | Lee",
        ],
    ),
    *(
        (
            f"a clause that {first.lower()} opens ends the content",
            first + " {source:Lee} {cue:said} {content:the ice was “thin as glass,” the council opened it}.",
            ["mixed say | the ice was “thin as glass,” | said | Lee"],
        )
        for first in ("While", "Although", "If")
    ),
    (
        "a clause that nothing opens goes on",
        "{source:Lee} {cue:said} {content:the ice was “thin as glass,” the council had opened the lake}.",
        ["mixed say | the ice was “thin as glass,” the council had opened the lake | said | Lee"],
    ),
    (
        "what somebody else said meanwhile",
        "{source:Lee} {cue:said} {content:the ice was “thin,” while Mayor Park said that the lake was open}.",
        [
            "mixed say | the ice was “thin,” | said | Lee",
            "indirect say | the lake was open | said | Mayor Park",
        ],
    ),
    (
        "what somebody else did meanwhile goes on",
        "{source:Lee} {cue:said} {content:the ice was “thin,” while Mayor Park opened the lake}.",
        ["mixed say | the ice was “thin,” while Mayor Park opened the lake | said | Lee"],
    ),
    (
        "a sentence that is a headline",
        "{source:The Courier} ran a piece {cue:headlined} {content:“The lake is open again.”}",
        ["direct attitude | The lake is open again. | headlined | The Courier"],
    ),
    (
        "a content tagged from the heading on",
        "Floods in {content:the north\n\nAda “spoke of the dam” on Monday,} {source:Lee} {cue:said}.",
        [
            "indirect attitude | the north | - | -",
            "mixed say | Ada “spoke of the dam” on Monday | said | Lee",
        ],
    ),
    (
        "that and a subjunctive",
        "{source:Lee} {cue:demanded} {content:that the town give up its boats}.",
        ["indirect demand | the town give up its boats | demanded | Lee"],
    ),
    (
        "a claim and the sentence behind its colon",
        "{source:Lee} {cue:says} {content:the lake is not his: “The lake was here before me.”}",
        [
            "indirect say | the lake is not his | says | Lee",
            "direct say | The lake was here before me. | : | Lee",
        ],
    ),
    (
        "a relative clause without its pronoun",
        "{content:These are rules} {source:experts} {cue:say} {content:must be changed}.",
        ["indirect say | must be changed | say | experts"],
    ),
    (
        "a clause before a relative one",
        "{content:It talks of the dam, which} {source:experts} {cue:say} {content:they fear will break}.",
        ["indirect say | they fear will break | say | experts"],
    ),
    (
        "a clause on both sides of its cue",
        "{content:The old dam}, {source:experts} {cue:say}, {content:has been leaking}.",
        ["indirect say | The old dam ## has been leaking | say | experts"],
    ),
    (
        "a remark behind an attribution",
        "{content:The dam has been leaking}, {source:Lee} {cue:said}, {content:as the town held its vote}.",
        ["indirect say | The dam has been leaking | said | Lee"],
    ),
    (
        "a sentence's subject says it behind a comma",
        "{name:Ann Lee}, who led the town, {cue:announced} {content:that she would leave}.",
        ["indirect announce | she would leave | announced | Ann Lee"],
    ),
    (
        "a name that no tag covers right before its cue",
        "{name:Ann Lee} has also {cue:said} {content:that she would leave}.",
        ["indirect say | she would leave | said | Ann Lee"],
    ),
    (
        "by whom somebody is asked",
        "{cue:Asked} by Park {content:if she would leave}, {source:Lee} {cue:said} {content:“Never.”}",
        ["indirect ask | if she would leave | Asked | Park", "direct say | Never. | said | Lee"],
    ),
    (
        "an indirect claim whose cue ends the text",
        "{content:The dam has been leaking}, {cue:said}",
        ["indirect attitude | The dam has been leaking | said | -"],
    ),
    (
        "according to nobody tagged",
        "{content:The dam has been leaking}, {cue:according to} the council.",
        ["indirect say | The dam has been leaking | according to | the council"],
    ),
    (
        "a hyphen in whom nobody tagged",
        "{content:The dam has been leaking}, {cue:according to} the half-deserted council.",
        ["indirect say | The dam has been leaking | according to | the half-deserted council"],
    ),
    (
        "who cites somebody before a claim",
        "{source:The Courier}, {cue:citing} {content:two clerks}, {cue:said} {content:the dam was leaking}.",
        [
            "indirect attitude | two clerks | citing | The Courier",
            "indirect say | the dam was leaking | said | The Courier",
        ],
    ),
    (
        "according to what follows, not to the next sentence's subject",
        "{content:The dam leaked}, {cue:according to} NBC News. {source:He} {cue:said} {content:he left}.",
        [
            "indirect say | The dam leaked | according to | NBC News",
            "indirect say | he left | said | He",
        ],
    ),
    ("a title with a contraction", "It played “Don’t Tell the Old Church.”", []),
    ("a title that no tag covers", "It ran “Old Church Demolished as It Sinks Into Lake.”", []),
]


@pytest.mark.parametrize(("phenomenon", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_linking(tagged: Tagged, phenomenon: str, text: str, expected: list[str]) -> None:
    doc = tagged(text)
    assert [described(doc, one) for one in find(doc)] == expected


def test_a_paragraph_that_goes_on_continues(tagged: Tagged) -> None:
    doc = tagged(
        "“It rained,” {source:she} {cue:said}. {content:“Then it snowed.}\n{content:“Then the sun came.”}"
    )
    first, second = find(doc)[-2:]
    assert (second.cue, second.source) == (None, None)
    assert find(doc)[second.continues or 0].start == first.start
    assert second.continues == 0


def test_a_paragraph_that_brings_in_another_does_not_continue(tagged: Tagged) -> None:
    told = "“It rained,” {source:she} {cue:said}. {content:“Then it snowed.”}\n"
    another = find(tagged(f"{told}At last Brandt had a quick retort: {{content:“Then the sun came.”}}"))
    assert another[-1].continues is None
    nobody = find(tagged(f"{told}That story got worse: {{content:“Then the sun came.”}}"))
    assert nobody[-1].continues is not None


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Ada Brandt aptly", "Ada Brandt"),
        ("Her family", "Her family"),
        ("an Ada Lee ally", "an Ada Lee ally"),
    ],
)
def test_a_name_ends_before_an_adverb(tagged: Tagged, marked: str, source: str) -> None:
    doc = tagged(f"{{source:{marked}}} {{cue:called}} it {{content:“a cold, long winter.”}}")
    (one,) = find(doc)
    assert described(doc, one).endswith(f"| {source}")


def test_a_missing_closing_mark_is_flagged(tagged: Tagged) -> None:
    doc = tagged("{content:“It rained all day.} {source:She} {cue:said}.\nNothing else.")
    (one,) = find(doc)
    assert one.flags == ["unclosed"]
    assert described(doc, one) == "direct say | It rained all day. | said | She"


def test_links_survive_storage(tagged: Tagged) -> None:
    doc = linking_component(tagged("{content:“It rained,”} {source:she} {cue:said}."))
    (again,) = DocBin(docs=[doc]).get_docs(doc.vocab)
    assert again.spans[ATTRIBUTIONS].attrs == doc.spans[ATTRIBUTIONS].attrs
    assert [(s.label_, s.id_, s.text) for s in again.spans[ATTRIBUTIONS]] == [
        ("content", "0", "It rained,"),
        ("cue", "0", "said"),
        ("source", "0", "she"),
    ]


@pytest.mark.parametrize("word", table("function_words")["titles"]["forms"])
def test_small_words_stand_in_titles(tagged: Tagged, word: str) -> None:
    text = table("function_words")["titles"]["example"].format(word)
    assert is_title(tagged(text), (3, 6))
