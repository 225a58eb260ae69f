"""What guests read: every text in every language. Only here.

Written as WhatsApp's templates are, with {{1}} for the first variable, so that a text and the
template that was approved for it say the same. Each has something that no other message has: an
order's number, a receipt's address, a reference. By it a message is found again at Twilio.
"""

import re
from collections.abc import Mapping, Sequence

from server.notifications.messages.domain import Content

#: What is spoken where nothing else is known.
DEFAULT_LANGUAGE = "en"
#: A guest's or a cook's own words go no further in a message.
_LONGEST_VARIABLE = 160

TEXTS: Mapping[str, Mapping[str, str]] = {
    # The house, the order's number, the table.
    "ORDER_ACCEPTED": {
        "en": "{{1}}: we have your order {{2}} for table {{3}}. The kitchen is on it.",
        "hi": "{{1}}: टेबल {{3}} का आपका ऑर्डर {{2}} मिल गया है। रसोई में तैयारी शुरू हो रही है।",
        "ml": "{{1}}: ടേബിൾ {{3}}-ലെ നിങ്ങളുടെ ഓർഡർ {{2}} ലഭിച്ചു. അടുക്കളയിൽ തയ്യാറാക്കുന്നു.",
    },
    # The house, the order's number, the table.
    "ORDER_READY": {
        "en": "{{1}}: your order {{2}} is ready and on its way to table {{3}}. Enjoy!",
        "hi": "{{1}}: आपका ऑर्डर {{2}} तैयार है और टेबल {{3}} पर आ रहा है। आनंद लीजिए!",
        "ml": "{{1}}: നിങ്ങളുടെ ഓർഡർ {{2}} തയ്യാറായി, ടേബിൾ {{3}}-ലേക്ക് വരുന്നു. ആസ്വദിക്കൂ!",
    },
    # The house, the order's number, the house's reason.
    "ORDER_ENDED": {
        "en": "{{1}}: we are sorry, your order {{2}} will not be made: {{3}}. "
        "What you paid for it goes back to you.",
        "hi": "{{1}}: क्षमा करें, आपका ऑर्डर {{2}} नहीं बन पाएगा: {{3}}। "
        "इसके लिए दिया गया पैसा आपको वापस मिलेगा।",
        "ml": "{{1}}: ക്ഷമിക്കണം, നിങ്ങളുടെ ഓർഡർ {{2}} തയ്യാറാക്കാനാവില്ല: {{3}}. അടച്ച തുക തിരികെ ലഭിക്കും.",
    },
    # The house, the order's number.
    "ORDER_ENDED_SILENT": {
        "en": "{{1}}: we are sorry, your order {{2}} will not be made. "
        "What you paid for it goes back to you.",
        "hi": "{{1}}: क्षमा करें, आपका ऑर्डर {{2}} नहीं बन पाएगा। इसके लिए दिया गया पैसा आपको वापस मिलेगा।",
        "ml": "{{1}}: ക്ഷമിക്കണം, നിങ്ങളുടെ ഓർഡർ {{2}} തയ്യാറാക്കാനാവില്ല. അടച്ച തുക തിരികെ ലഭിക്കും.",
    },
    # The house, the amount, the receipt's address.
    "PAYMENT_PAID": {
        "en": "{{1}}: thank you, {{2}} is paid. Your receipt: {{3}}",
        "hi": "{{1}}: धन्यवाद, {{2}} का भुगतान हो गया। आपकी रसीद: {{3}}",
        "ml": "{{1}}: നന്ദി, {{2}} അടച്ചു. നിങ്ങളുടെ രസീത്: {{3}}",
    },
    # The house, the amount, a reference.
    "PAYMENT_FAILED": {
        "en": "{{1}}: your payment of {{2}} did not go through, and no money was taken. "
        "Please pay again at the table. Ref. {{3}}.",
        "hi": "{{1}}: {{2}} का आपका भुगतान नहीं हो सका, कोई पैसा नहीं कटा। "
        "कृपया टेबल पर फिर से भुगतान करें। संदर्भ {{3}}।",
        "ml": "{{1}}: {{2}}-ന്റെ പണമടയ്ക്കൽ നടന്നില്ല, തുക ഈടാക്കിയിട്ടില്ല. "
        "ദയവായി ടേബിളിൽ വീണ്ടും അടയ്ക്കുക. റഫ. {{3}}.",
    },
    # The house, the amount, a reference.
    "PAYMENT_TOO_LATE": {
        "en": "{{1}}: your payment of {{2}} came too late, and goes back to you in full. "
        "Ref. {{3}}.",
        "hi": "{{1}}: {{2}} का आपका भुगतान देर से पहुँचा और पूरा वापस किया जा रहा है। संदर्भ {{3}}।",
        "ml": "{{1}}: {{2}}-ന്റെ പണമടയ്ക്കൽ വൈകി എത്തി, മുഴുവൻ തുകയും തിരികെ നൽകുന്നു. റഫ. {{3}}.",
    },
    # The house, the amount, a reference.
    "REFUND_DONE": {
        "en": "{{1}}: {{2}} went back to you. It may take your bank some days to show it. "
        "Ref. {{3}}.",
        "hi": "{{1}}: {{2}} आपको वापस कर दिए गए हैं। बैंक में दिखने में कुछ दिन लग सकते हैं। संदर्भ {{3}}।",
        "ml": "{{1}}: {{2}} നിങ്ങൾക്ക് തിരികെ നൽകി. ബാങ്കിൽ കാണാൻ കുറച്ച് ദിവസമെടുത്തേക്കാം. റഫ. {{3}}.",
    },
}

_VARIABLE = re.compile(r"\{\{(\d+)\}\}")
_SPACE = re.compile(r"\s+")


def content_of(text_key: str, language: str, variables: Sequence[str]) -> Content:
    """The text for a guest who speaks `language`, by BCP 47; English if we do not."""
    spoken = spoken_for(text_key, language)
    cleaned = tuple(_cleaned(variable) for variable in variables)
    text = rendered(TEXTS[text_key][spoken], cleaned)
    return Content(text_key=text_key, language=spoken, variables=cleaned, text=text)


def spoken_for(text_key: str, language: str) -> str:
    """The language of the text that such a guest gets: "ml" for "ml-IN"."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    return primary if primary in TEXTS[text_key] else DEFAULT_LANGUAGE


def rendered(template: str, variables: Sequence[str]) -> str:
    """The template with its variables in their places."""
    return _VARIABLE.sub(lambda match: variables[int(match[1]) - 1], template)


def _cleaned(variable: str) -> str:
    # WhatsApp takes no line breaks in variables. A full stop at the end is the text's own.
    return _SPACE.sub(" ", variable).strip()[:_LONGEST_VARIABLE].rstrip(" .")
