"""Who speaks where the words have no source beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotecheck.lexicon.bodies import countries, places, states
from quotecheck.lexicon.cues import find_cues
from quotecheck.lexicon.people import introduced, is_verb, issued
from quotecheck.pipeline.speakers_entity import Entity, Resolution
from quotecheck.pipeline.speakers_passive import agent, is_passive
from quotecheck.pipeline.speakers_pronouns import RELATIVE
from quotecheck.pipeline.speakers_scene import Attribution, Range
from quotecheck.pipeline.speakers_told import asks, is_question

if TYPE_CHECKING:
    from quotecheck.pipeline.speakers_resolve import Resolver

_LETTERS = re.compile(r"[^\W_]+")
_SIGNED = re.compile(
    r"[”\"’']?[\s.…!?]*+(?:(?:https?://|pic\.twitter\.com/|t\.co/|[@#])(?:[^\s@#—–-]|-(?!-?\s))*+\s*)*+"
    r"[”\"’']?\s*+[—–-]{1,2}\s?"
    r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})\s?(?=\(@|,|\n|$)"
)
_HANDLE = re.compile(r"\s[—–-]{1,2}\s?(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})\s?\(@")
_LONGEST_POST = 5  # paragraphs
_NAMED = re.compile(r"[”\"’']\s(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,4}),\s")
_FURNITURE = 2  # words of a paragraph that is no part of the text: "Advertisement:", "Read more"
_PAGE = re.compile(
    r"\s*(?:(?:Story|Article)\sContinue[ds]\sBelow|Slideshow\s\(\d+\sImages?\))\s*", re.IGNORECASE
)
_AS_SUBJECT = 1.5
_CLEAR = 1.5  # times as present as the next
_INTRODUCES = re.compile(r":\s*$")
_LEADS = re.compile(r"\w[:,]\s?[“\"‘']$")
_BY = re.compile(r"\b(?:[Ff]rom|[Bb]y)\s+(?P<name>(?:[A-Z]|(?:an?|the)\s)[^,.:;“”\"()]{1,50}):\s?[“\"‘']$")
_IN_WORDS = re.compile(
    r"\b[Ii]n\s+(?:(?P<whose>his|her|their)|(?P<name>[^,.:;“”\"()\n]{2,50}?)[’']s?)\s+(?:own\s+)?words:\s*[“\"‘']?$"
)
_OWNED = re.compile(r"[’']s?(?:\s[\w-]+){1,3}")
_WAS_REPLY = re.compile(
    r"[”\"]\s(?:was|is|came)\s(?:(?P<whose>his|her|their)|(?P<name>[^,.:;“”\"()\n]{2,40}?)[’']s?)"
    r"\s(?P<what>[a-z-]+(?:\s[a-z-]+){0,2})\b"
)
_AT = re.compile(r"\s?\(@(?P<handle>\w+)\)")
_PARTED = re.compile(r"[”\"] [“\"]$")
_PLACED = re.compile(r",\s(?P<state>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")
_WHOSE = re.compile(r"\b(his|her|their)\s+(?:own\s+)?$", re.IGNORECASE)
_VERB_BEHIND = re.compile(
    r"(?:\s\([^()]{1,12}\))?(?:,\s[DRI]-[A-Z][\w.]*,)?\s(?:[a-z]+ly\s)?(?P<verb>[a-z]+)\b"
)
_COLON = re.compile(r"[a-zA-Z\d]:\s*[“\"‘']?$")
_WORDS_ROOM = 80
_LEAD_ROOM = 10  # characters of marks and line breaks between a colon and words
_MARKS = "“\"‘'"
_SUBHEAD = 6  # words of a heading between the sections of an article, at most


def signed(resolver: Resolver, attribution: Attribution) -> Resolution | None:
    """The name that signs a post or epigraph: "— Ada Halvorsen (@halvorsen)"."""
    text = resolver.scene.text
    ends = [end for _, end in attribution.content]
    named = (_NAMED.match(text, end) for end in ends)
    match = _SIGNED.match(text, ends[-1]) or next(filter(None, named), None)
    match = match or _signed_later(resolver, attribution)
    if not match or _is_place(resolver, match):
        return None
    return _by_name(resolver, match)


def _is_place(resolver: Resolver, match: re.Match[str]) -> bool:
    """Whether what stands behind a dash is where the words were said: "— Norvik, Ohio"."""
    text = resolver.scene.text
    behind = _PLACED.match(text, match.end("name"))
    named = {text[slice(*match.span("name"))], behind["state"] if behind else ""}
    return any(name in known() for known in (countries, states, places) for name in named)


def _signed_later(resolver: Resolver, attribution: Attribution) -> re.Match[str] | None:
    """The handle that signs a later paragraph of a post that has no marks of its own."""
    scene = resolver.scene
    if any(a <= attribution.start <= b for a, b in scene.quoted) or attribution.cue is not None:
        return None
    first = scene.paragraph(attribution.start)
    for paragraph in scene.paragraphs[first + 1 : first + _LONGEST_POST]:
        if match := _HANDLE.search(scene.text, paragraph.start, paragraph.end):
            return match
    return None


def _by_name(resolver: Resolver, match: re.Match[str]) -> Resolution:
    start, end = match.span("name")
    entity = resolver.at_place(start, end)
    return Resolution(entity) if entity else resolver.fallback(start, end, match["name"])


def by_handle(resolver: Resolver, end: int) -> Entity | None:
    """The person of the article whose full name a handle behind a name runs together: "… (@adahalvorsen)"."""
    match = _AT.match(resolver.scene.text, end)
    if match is None:
        return None
    handle = match["handle"].casefold()
    return next((e for e in resolver.cast.people if "".join(e.name.split()).casefold() == handle), None)


def repeated(resolver: Resolver, attributions: Sequence[Attribution]) -> None:
    """A quotation set in a heading or box, without a source, is said by whoever says it in the text."""
    done = resolver.done
    sourced = [(_plain(resolver, a), a) for a in attributions if a.source is not None]
    for attribution in attributions:
        if attribution.source is None and attribution.cue is None:
            words = _plain(resolver, attribution)
            same = {id(done[a.id].entity): a for text, a in sourced if len(words) > 12 and words in text}
            if len(same) == 1:
                done[attribution.id] = done[next(iter(same.values())).id]


def _plain(resolver: Resolver, attribution: Attribution) -> str:
    text = " ".join(resolver.scene.text[start:end] for start, end in attribution.content)
    return " ".join(_LETTERS.findall(text.casefold()))


def is_astray(resolver: Resolver, attribution: Attribution, source: Range) -> bool:
    """Whether a relative pronoun of a sentence before stands for the source of words without a cue."""
    scene = resolver.scene
    relative = scene.text[slice(*source)].casefold() in RELATIVE
    return (
        relative and scene.sentence(source[0]) < scene.sentence(attribution.start) and attribution.cue is None
    )


def led_by(resolver: Resolver, attribution: Attribution, start: int, end: int) -> Resolution:
    """Whom a mention in the sentence that leads up to words means; a pronoun may mean its subject.

    Nobody where it is a stretch of the words themselves.
    """
    if any(first <= start < last for first, last in attribution.content):
        return Resolution(None, doubtful=True)
    found = resolver.source(attribution, start, end)
    if found.entity is not None or " " in resolver.scene.text[start:end]:
        return found
    first = resolver.scene.sentences[resolver.scene.sentence(start)][0]
    return Resolution(resolver.opener(first, start)) if first < start else found


def without_source(resolver: Resolver, attribution: Attribution) -> Resolution:
    """A quotation without a source: its sentence's subject, who leads up to it, or who spoke right before."""
    if attribution.cue is not None:
        subject = _subject(resolver, attribution, *attribution.cue)
        if subject.entity or attribution.cls != "document":
            return subject
    nobody = Resolution(None, doubtful=True)
    before = [a for a in resolver.order if a.said and a.start < attribution.start]
    if before and _is_answer(resolver, before[-1], attribution):
        return nobody
    ways = (_in_words, _introduced, _led)
    if found := next((found for way in ways if (found := way(resolver, attribution))), None):
        return found
    relayed = attribution.relay is not None and _opens_paragraph(resolver, attribution)
    if relayed or any(own(resolver, attribution) for own in (_is_turn, _is_fragment, _is_subhead)):
        return nobody
    lead = _lead(resolver, attribution)
    if before and _follows(resolver, before[-1].content[-1][1] - 1, attribution.start):
        spoke = resolver.done[before[-1].id]
        named = lead is None or (spoke.entity is not None and spoke.entity.is_named_in((lead,)))
        return spoke if named else nobody
    return _present(resolver, attribution) if lead is None else nobody


def _is_answer(resolver: Resolver, before: Attribution, attribution: Attribution) -> bool:
    """Whether words in a paragraph of their own follow a question that somebody asks, and are none."""
    apart = resolver.scene.paragraph(attribution.start) - resolver.scene.paragraph(before.start)
    alone = apart == 1 and _opens_paragraph(resolver, attribution)
    return alone and asks(resolver, before) and not is_question(resolver, attribution)


def behind_words(resolver: Resolver, attribution: Attribution) -> Resolution | None:
    """Who the words right behind say to have spoken: "…?” Halvorsen shot back", "“…” was her answer"."""
    named = _named_behind(resolver, attribution)
    return Resolution(named) if named else _replied(resolver, attribution)


def _named_behind(resolver: Resolver, attribution: Attribution) -> Entity | None:
    """The person whose name and verb follow right behind the words: "…?” Mr. Halvorsen shot back"."""
    scene = resolver.scene
    end = attribution.content[-1][1]
    while end < len(scene.text) and scene.text[end] in "”\"’'":
        end += 1
    closed = scene.text[attribution.start : end].rstrip("”\"’'")
    if end == attribution.content[-1][1] or closed[-1:] not in {",", "?", "!"} or attribution.cue is not None:
        return None
    name = scene.mention_at(end + 1)
    verb = _VERB_BEHIND.match(scene.text, name.end) if name else None
    if name is None or verb is None or not _says(scene.text, verb.start("verb")):
        return None
    found = None if name.start in resolver.sources else resolver.cast.at.get((name.start, name.end))
    return found if found is not None and found.kind == "person" else None


def _replied(resolver: Resolver, attribution: Attribution) -> Resolution | None:
    """Whose answer the words right behind call them: "“No,” was her only answer"."""
    match = _WAS_REPLY.match(resolver.scene.text, attribution.content[-1][1])
    if match is None or (introduced() | issued()).isdisjoint(match["what"].split()):
        return None
    if match["whose"]:
        return resolver.pronoun(match["whose"], match.start("whose"), attribution.content)
    entity = resolver.at_place(*match.span("name"), attributive=True)
    return Resolution(entity) if entity else None


def _says(text: str, verb: int) -> bool:
    """Whether a verb or cue begins at a place."""
    words = text[verb : verb + 20].split()
    return is_verb(words[0]) or any(cue.start == 0 for cue in find_cues(" ".join(words[:2])))


def _is_fragment(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether words are told in part, within a paragraph: they need not be theirs who spoke before."""
    opens = resolver.scene.text[attribution.start] in _MARKS and _opens_paragraph(resolver, attribution)
    return attribution.kind != "direct" and not opens


def _lead(resolver: Resolver, attribution: Attribution) -> Range | None:
    """The sentence whose colon leads up to words and that reports none itself: "The old joke goes: “…”"."""
    scene = resolver.scene
    match = _COLON.search(scene.text, max(0, attribution.start - _LEAD_ROOM), attribution.start)
    sentence = scene.sentences[scene.sentence(match.start())] if match else None
    return sentence if sentence and not _has_words(resolver, sentence) else None


def _is_subhead(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether a few words in marks are all of their paragraph, and no sentence: a heading."""
    scene = resolver.scene
    if not scene.paragraphs or not _opens_paragraph(resolver, attribution):
        return False
    own = scene.paragraphs[scene.paragraph(attribution.start)]
    words = scene.text[own.start : own.end].strip().strip("“”\"‘’'")
    whole = scene.text[slice(*attribution.content[-1])].strip() == words.strip()
    return whole and words[-1:].isalnum() and len(words.split()) <= _SUBHEAD


def _is_turn(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether words in marks stand right behind others that they were parted from: somebody else's turn."""
    text = resolver.scene.text
    match = _PARTED.search(text, max(0, attribution.start - 6), attribution.start)
    return match is not None and any(
        a <= match.start() <= b for item in resolver.order for a, b in item.content
    )


def _present(resolver: Resolver, attribution: Attribution) -> Resolution:
    """The one whom the narration right before words in a paragraph of their own is about, with a doubt."""
    doubtful = bool(resolver.salience.spoke)
    ranked = resolver.salience.rank(resolver.cast.people, attribution.start, attribution.content)
    clear = ranked and (len(ranked) == 1 or ranked[0].score > _CLEAR * ranked[1].score)
    if not clear or attribution.kind != "direct" or not _opens_paragraph(resolver, attribution):
        return Resolution(None, doubtful)
    return Resolution(ranked[0].entity if ranked[0].entity.evident else None, doubtful)


def _opens_paragraph(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether nothing but a mark stands before words in their paragraph, and that is not the first."""
    scene = resolver.scene
    paragraph = scene.paragraph(attribution.start)
    first = scene.paragraphs[paragraph].start if scene.paragraphs else 0
    return paragraph > 0 and len(scene.text[first : attribution.start].strip()) <= 1


def _follows(resolver: Resolver, before: int, place: int) -> bool:
    """Whether a place is in the paragraph of another or the next one, a page's furniture not counted."""
    scene = resolver.scene
    between = scene.paragraphs[scene.paragraph(before) + 1 : scene.paragraph(place)]
    texts = [scene.text[p.start : p.end] for p in between]
    return all(len(text.split()) <= _FURNITURE or _PAGE.fullmatch(text) for text in texts)


def _in_words(resolver: Resolver, attribution: Attribution) -> Resolution | None:
    """Whose words a sentence calls them: "In Halvorsen's words: “…”"."""
    text, start = resolver.scene.text, attribution.start
    match = _IN_WORDS.search(text, max(0, start - _WORDS_ROOM), start)
    if match is None:
        return None
    if match["whose"]:
        return resolver.pronoun(match["whose"], match.start("whose"))
    return Resolution(resolver.passer_on(*match.span("name")))


def _introduced(resolver: Resolver, attribution: Attribution) -> Resolution | None:
    """The subject of the sentence that leads up to words set in a paragraph of their own."""
    scene = resolver.scene
    if not _opens_paragraph(resolver, attribution):
        return None
    before = scene.paragraphs[scene.paragraph(attribution.start) - 1]
    end = before.start + len(scene.text[before.start : before.end].rstrip())
    start = scene.sentences[scene.sentence(end - 1)][0]
    if _has_words(resolver, (start, end)):
        return None
    lead = scene.text[start:end]
    cues = (cue for cue in find_cues(lead) if cue.cls not in {"attitude", "document"})
    if not _INTRODUCES.search(lead) and next(cues, None) is None:
        return None
    entity = resolver.opener(start, end)
    return Resolution(entity) if entity else None


def _led(resolver: Resolver, attribution: Attribution) -> Resolution | None:
    """Whom the words before a colon or comma that opens a quotation name: "More from Halvorsen: “…”"."""
    scene = resolver.scene
    sentence = scene.sentences[scene.sentence(attribution.start)][0]
    paragraph = scene.paragraphs[scene.paragraph(attribution.start)].start if scene.paragraphs else 0
    start = max(sentence, paragraph)
    if not _LEADS.search(scene.text, start, attribution.start) or _has_words(
        resolver, (start, attribution.start)
    ):
        return None
    if match := _BY.search(scene.text, start, attribution.start):
        return Resolution(resolver.passer_on(*match.span("name")))
    entity = _owner(resolver, start, attribution.start)
    entity = entity or resolver.opener(start, attribution.start, _AS_SUBJECT)
    return Resolution(entity) if entity else None


def _owner(resolver: Resolver, start: int, end: int) -> Entity | None:
    """Whose comment or answer a stretch says words to be: "Here is Halvorsen’s only comment:"."""
    for mention in resolver.scene.mentions_in(start, end):
        noun = _OWNED.match(resolver.scene.text, mention.end, end)
        if noun and not (introduced() | issued()).isdisjoint(noun.group().split()):
            return resolver.cast.at.get((mention.start, mention.end))
    return None


def led_instead(resolver: Resolver, attribution: Attribution, source: Range) -> Resolution | None:
    """Whom the sentence with the colon before words names, where no cue and no source of theirs is in it."""
    text, cue = resolver.scene.text, attribution.cue
    if cue is not None and text[slice(*cue)] != ":":
        return None
    colon = _COLON.search(text, max(0, attribution.start - _LEAD_ROOM), attribution.start)
    if colon is None:
        return None
    sentence = resolver.scene.sentences[resolver.scene.sentence(colon.start())]
    inside = sentence[0] <= source[0] < attribution.start
    return None if inside else _led(resolver, attribution)


def _has_words(resolver: Resolver, stretch: Range) -> bool:
    """Whether an attribution before has words in a stretch."""
    said = [place for item in resolver.order if item.said for place in item.content]
    return any(a < stretch[1] and stretch[0] < b for a, b in said)


def _subject(resolver: Resolver, attribution: Attribution, cue: int, end: int) -> Resolution:
    """Who stands right behind the cue, the speaker of the sentence so far, or whom it names first."""
    scene = resolver.scene
    if is_passive(resolver, attribution):
        return Resolution(agent(resolver, attribution))
    if owner := _WHOSE.search(scene.text, max(0, cue - 12), cue):
        return resolver.pronoun(owner[1].casefold(), owner.start(1))
    behind = not attribution.addresses and not any(a <= end + 1 < b for a, b in attribution.content)
    if behind and (found := _behind(resolver, end)):
        return found
    first = scene.sentences[scene.sentence(cue)][0]
    for place, entity in reversed(resolver.salience.spoke):
        if first <= place < cue:
            return Resolution(entity)
    for mention in scene.mentions_from(first, cue):
        named = resolver.cast.at.get((mention.start, mention.end))
        if named and named.kind == "person":
            return Resolution(named)
    return Resolution(resolver.opener(first, cue, _AS_SUBJECT))


def _behind(resolver: Resolver, end: int) -> Resolution | None:
    """Whom the words right behind a cue name or describe."""
    for description in resolver.scene.descriptions_from(end + 1, end + 2):
        if description.kind == "role":
            return resolver.describe(description, description.start, description.end)
    mention = resolver.scene.mention_at(end + 1)
    entity = resolver.at_place(mention.start, mention.end) if mention else None
    return Resolution(entity) if entity else None
