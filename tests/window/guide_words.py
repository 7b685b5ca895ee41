"""What the analyst of the guide types, by the language of the window.

There is no summary but in English: the example's are, and records without a word in common are no likely duplicates.
"""

WORDS = {
    "en": {
        "clash": "clash", "jufra": "jufra", "south": "south of Uqaylah", "is": "IS",
        "operations_room": "Ajdabiya Operations Room", "several": "several", "summary": "Clash south of Uqaylah",
        "radio": "Radio Ajdabiya", "council": "Town council", "denied": "denied", "far": "Both were far from it",
        "region": "Kufra and Jalu region", "at_103": "60 km south of Jalu",
        "known_by": "A pipeline's line, from a sketch of the desk", "alias": "daesh",
    },
    "ar": {
        "clash": "اشتباك", "jufra": "الجفرة", "south": "جنوب العقيلة", "is": "داعش",
        "operations_room": "غرفة عمليات اجدابيا", "several": "عدة", "summary": "",
        "radio": "إذاعة أجدابيا", "council": "المجلس البلدي", "denied": "منفي", "far": "كان كلاهما بعيدًا عنه",
        "region": "منطقة الكفرة وجالو", "at_103": "60 كم جنوب جالو",
        "known_by": "خط أنابيب، من رسم في المكتب", "alias": "داعش",
    },
    "fr": {
        "clash": "affrontement", "jufra": "Joufra", "south": "au sud de Ouqaylah", "is": "IS",
        "operations_room": "Ajdabiya Operations Room", "several": "plusieurs", "summary": "",
        "radio": "Radio Ajdabiya", "council": "Conseil municipal", "denied": "démenti",
        "far": "Tous deux en étaient loin", "region": "la région de Koufra et Jalou",
        "at_103": "à 60 km au sud de Jalou", "known_by": "Ligne d'un pipeline, selon un croquis du bureau",
        "alias": "daesh",
    },
}
