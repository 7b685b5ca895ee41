"""One folding for stored names and for typed names, whatever their script and spelling.

A name is cleaned, cut into words, and its words are told apart: articles, generic words ("wadi"), numbers, and
the name's own words, which are read as sounds. Arabic and Latin spellings come out in the same sounds.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import List, Optional, Tuple

from .keys import consonant_key
from .spelling_rules import (
    GenericWord,
    Letters,
    articles,
    country_names,
    feature_words,
    letter_rules,
    name_words,
)

LONGEST_NAME = 120
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʹʻʼʽʾʿˈ′″\"“”ءﺀـ"))
_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ٱ": "ا", "ی": "ي", "ک": "ك", "ے": "ي", "ھ": "ه", "ہ": "ه",
                          "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe"})
_WORDS = re.compile(r"[^\W_]+")
# French between two words of a name: "aéroport d'El-Abraq".
_ELISION = re.compile(r"(?<=\s)[dl]['’](?=[^\W\d_])")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# Codes of airfields (ICAO: HL.., IATA: three capitals), which are no words to be read aloud.
_AIRFIELD_CODE = re.compile(r"\s*(HL[A-Z0-9]{2}|[A-Z]{3})\s*")
_FRONT, _BACK = "eiy", "aou"
_SHORTEST_REST = 4
_VOWELS = frozenset("aeiou")
# Words that leave vowels out: no vowel but a, and two consonants in front, three together, or nothing else.
_LETTER_BY_LETTER = re.compile(r"(?=[a-z]{4})(?!.*[eiou])(?=[^a]{2}|.*[^a]{3}|[^a]+$)")
_DIGRAPHS = re.compile("[cdgkst]h")
_ARABIC_LETTERS = str.maketrans({"a": "ا", "w": "و", "y": "ي"})


@dataclass(frozen=True)
class Folded:
    """A name after folding.

    plain: cleaned words with single blanks, articles kept: the key of an exact match.
    own: the sounds of the name's own words, joined; empty when there are none.
    words: the same, word by word.
    generics: (generic word, as written) in order.
    numbers: words with digits in them, which match exactly or not at all.
    has_article: an article stood before a word.
    without_glued_article: `own` less a leading article that is written as part of the word, or empty.
    whole: the sounds of all words, articles and generic words among them, joined.
    letters: how many letters the own words have.
    concepts: the generic words whatever their language, in order of the alphabet.
    """

    plain: str
    own: str
    words: Tuple[str, ...]
    generics: Tuple[Tuple[GenericWord, str], ...]
    numbers: Tuple[str, ...]
    has_article: bool
    without_glued_article: str
    whole: str
    letters: int
    concepts: Tuple[str, ...]


def clean(text: str) -> str:
    """Lower-case words with single blanks; marks, hamza, tatweel, controls and punctuation gone, digits ASCII."""
    text = _ELISION.sub("de ", text)
    if text.isascii() and text.isprintable():
        return " ".join(_WORDS.findall(text.translate(_APOSTROPHES).lower()))
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKD", text).casefold()
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in ("Mn", "Me", "Cf", "Cc") and not character.isspace():
            continue
        kept.append(str(unicodedata.digit(character)) if category == "Nd" else character)
    return " ".join(_WORDS.findall("".join(kept).translate(_APOSTROPHES).translate(_LETTERS)))


def split_qualifier(text: str) -> Tuple[str, Tuple[str, ...]]:
    """("Sultan", ("Sirte",)) of "Sultan (Sirte)" or "Sultan, Sirte"; no second part where nothing qualifies."""
    inside = [next(filter(None, match.groups()), "") for match in _BRACKETS.finditer(text)]
    name, *rest = _BRACKETS.sub(" ", text).replace("،", ",").split(",")
    if not name.strip():
        return text.strip(), ()
    parts = [part.strip() for inner in inside for part in inner.replace("،", ",").split(",")]
    qualifiers = tuple(filter(None, [*parts, *(part.strip() for part in rest)]))
    return (name.strip(), qualifiers) if qualifiers else _split_scripts(name.strip())


def _split_scripts(text: str) -> Tuple[str, Tuple[str, ...]]:
    """"Uqaylah العقيلة" is one name twice: its Arabic words qualify the Latin ones."""
    words = text.split()
    latin, arabic = ([word for word in words if clean(word).isascii() == wanted] for wanted in (True, False))
    is_twice = all(any(clean(word).isalpha() for word in part) for part in (latin, arabic))
    return (" ".join(latin), (" ".join(arabic),)) if is_twice else (text, ())


@lru_cache(maxsize=20000)
def fold(text: str) -> Folded:
    """Fold a name; text longer than LONGEST_NAME characters is no name and folds to nothing."""
    plain = clean(text) if len(text) <= LONGEST_NAME else ""
    tokens = _without_country(plain.split())
    own: List[str] = []
    generics: List[Tuple[GenericWord, str]] = []
    numbers: List[str] = []
    has_article, position = False, 0
    if _AIRFIELD_CODE.fullmatch(text):
        numbers, position = tokens, len(tokens)
    while position < len(tokens):
        token, article = _without_arabic_article(tokens[position])
        has_article = has_article or article
        if _is_latin_article(tokens, position):
            has_article, position = True, position + 1
            continue
        generic, length = _generic_at(tokens, position)
        if generic is not None:
            generics.append((generic, " ".join(tokens[position:position + length])))
        elif any(character.isdigit() for character in token):
            numbers.append(token)
        else:
            own.append(token)
        position += length
    if not own and not numbers:
        own, generics = _names_among(generics)
    words = tuple(filter(None, (_sounds(word, number == len(own) - 1) for number, word in enumerate(own))))
    glued = _without_glued_article(own[0]) if len(own) == 1 and not has_article else ""
    return Folded(
        plain, "".join(words), words, tuple(generics), tuple(sorted(numbers)), has_article,
        _sounds(glued, True) if glued else "", "".join(_sounds(token, True) for token in tokens),
        sum(map(len, own)), tuple(sorted({word.concept for word, _ in generics})),
    )


def _without_country(tokens: List[str]) -> List[str]:
    """"trabls lybya" is Tripoli; "Qasr Libya" and "Libya" are names."""
    is_country_last = len(tokens) > 1 and tokens[-1] in country_names()
    if is_country_last and any(_generic_at(tokens, place)[0] is None for place in range(len(tokens) - 1)):
        return tokens[:-1]
    return tokens


def _is_latin_article(tokens: List[str], position: int) -> bool:
    return tokens[position] in articles() and position + 1 < len(tokens) and tokens[position] != "ال"


def _without_arabic_article(token: str) -> Tuple[str, bool]:
    """Less the article that Arabic writes in one with its word, in Arabic or in Latin letters one by one ("alrzm")."""
    is_article = token.startswith("ال") or (token.startswith("al") and _is_letter_by_letter(token))
    return (token[2:], True) if is_article and len(token) >= 4 else (token, False)


def _is_letter_by_letter(word: str) -> bool:
    return _LETTER_BY_LETTER.match(_DIGRAPHS.sub("c", word)) is not None


def _generic_at(tokens: List[str], position: int) -> Tuple[Optional[GenericWord], int]:
    known = feature_words()
    for length in (2, 1):
        words = tuple(_without_arabic_article(token)[0] for token in tokens[position:position + length])
        if len(words) == length and words in known:
            return known[words], length
    return None, 1


def _names_among(generics: List[Tuple[GenericWord, str]]) -> Tuple[List[str], List[Tuple[GenericWord, str]]]:
    """Where a name has generic words only ("Zawiya"), those that may be a name by themselves are its own words."""
    own = [_usual_form(word, _without_arabic_article(written)[0]) for word, written in generics if word.alone]
    return own, [(word, written) for word, written in generics if not word.alone]


@lru_cache(maxsize=1000)
def _usual_form(word: GenericWord, written: str) -> str:
    """The first of its forms that is another spelling of the same word: "zawiya" for "zavia" and "زاويه"."""
    key = consonant_key(_sounds(written, True))
    return next((form for form in word.forms if consonant_key(_sounds(form, True)) == key), written)


def _without_glued_article(word: str) -> str:
    """"zintan" of "alzintan", "sidr" of "essidr", "abraq" of "labraq"; empty where no article can be read from it."""
    if word[0] == "l" and word[1:2] in _VOWELS and len(word) > _SHORTEST_REST:
        return word[1:]
    start, rest = word[:2], word[2:]
    if len(rest) < _SHORTEST_REST or not articles().get(start, False) or not word.isascii():
        return ""
    return rest if start in ("al", "el") or rest[0] == start[1] else ""


@lru_cache(maxsize=50000)
def _sounds(word: str, is_last: bool) -> str:
    word = name_words().get(word, word)
    is_latin = word.isascii()
    if _is_letter_by_letter(word):
        word = _in_arabic_letters(word)
    if not is_last and len(word) >= 5 and word.endswith("at"):
        word = word[:-1]
    rules, sounds, position = letter_rules(), "", 0
    while position < len(word):
        rule = next((r for r in rules.get(word[position], ()) if _reads(r, word, position)), None)
        if rule is None:
            position += 1
            continue
        for symbol in rule.symbols:
            # Arabic writes a doubled consonant once; two of its letters have a vowel between them.
            if not sounds.endswith(symbol) or not is_latin:
                sounds += symbol
        position += len(rule.letters)
    return sounds


def _in_arabic_letters(word: str) -> str:
    """Arabic letter by letter, as in "brdyt", "zwart" or "Jdabya"; a t after a consonant may be a ta marbuta."""
    word = word.translate(_ARABIC_LETTERS)
    return word[:-1] + "ة" if word[-1] == "t" and word[-2] != "ا" else word


def _reads(rule: Letters, word: str, position: int) -> bool:
    end = position + len(rule.letters)
    if not word.startswith(rule.letters, position):
        return False
    if rule.where == "any":
        return True
    if rule.where == "start":
        return position == 0
    if rule.where == "end":
        return end == len(word) and position > 0
    following = word[end:end + 1]
    if rule.where == "before_consonant":
        return following not in ("", *_FRONT, *_BACK)
    return following in (tuple(_FRONT) if rule.where == "before_front" else tuple(_BACK))
