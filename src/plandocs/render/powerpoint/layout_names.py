"""What layouts are called: our own names, those of Office in its languages, and those that companies give them.

Names are compared without case, numbers in front (`1_Title Only`), punctuation and double blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

OWN: Mapping[str, tuple[str, ...]] = {
    "cover": ("Cover", "Title Slide"),
    "section": ("Section", "Section Header"),
    "goals": ("Title on tint", "Title only"),
    "team": ("Title on tint", "Title only"),
    "asks": ("Call to action", "Title only"),
    "changes": ("Title on tint", "Title only"),
    "sign_off": ("Closing", "Title only"),
}
"""Layout names by slide kind, the first that the template has; `OTHERS` for kinds that are not named here."""
OTHERS = ("Title only",)

COVERS = (
    *("title slide", "titelfolie", "diapositive de titre", "diapositiva de título", "diapositiva titolo"),
    *("slide de título", "diapositivo de título", "titeldia", "rubrikbild", "titelslide", "titeldias"),
    *("tittellysbilde", "otsikkodia", "slajd tytułowy", "úvodní snímek", "címdia", "diapozitiv titlu"),
    *("титульный слайд", "титульний слайд", "başlık slaydı", "タイトル スライド", "标题幻灯片", "標題投影片"),
    *("제목 슬라이드", "شريحة عنوان", "שקופית כותרת", "διαφάνεια τίτλου", "úvodná snímka"),
    *("cover", "cover slide", "cover page", "front page", "front cover", "opening", "opening slide", "title page"),
    *("titel", "deckblatt", "startfolie", "titelseite", "couverture", "page de garde", "portada", "copertina"),
    *("capa", "omslag", "voorblad", "forside", "title"),
)
SECTIONS = (
    *("section header", "abschnittsüberschrift", "titre de section", "en-tête de section", "encabezado de sección"),
    *("intestazione sezione", "cabeçalho da seção", "cabeçalho da secção", "sectiekop", "avsnittsrubrik"),
    *("afsnitsoverskrift", "deloverskrift", "inndelingsoverskrift", "osan ylätunniste", "nagłówek sekcji"),
    *("záhlaví části", "záhlaví oddílu", "szakaszfejléc", "заголовок раздела", "bölüm üstbilgisi", "セクション見出し"),
    *("节标题", "章節標題", "구역 머리글", "عنوان المقطع", "כותרת מקטע עליונה"),
    *("section", "section divider", "section title", "section slide", "divider", "divider slide", "chapter"),
    *("chapter title", "separator", "kapitel", "kapiteltrenner", "trennfolie", "zwischentitel", "intercalaire"),
    *("separador", "divisore", "hoofdstuk", "agenda divider", "break"),
)
TITLE_ONLY = (
    *("title only", "nur titel", "titre seul", "solo el título", "sólo el título", "solo título", "solo titolo"),
    *("somente título", "só título", "apenas título", "alleen titel", "endast rubrik", "kun titel", "bare tittel"),
    *("vain otsikko", "tylko tytuł", "pouze nadpis", "jenom nadpis", "csak cím", "doar titlu", "только заголовок"),
    *("лише заголовок", "yalnızca başlık", "タイトルのみ", "仅标题", "只有標題", "제목만", "عنوان فقط", "כותרת בלבד"),
    *("μόνο τίτλος", "len nadpis"),
    *("headline only", "heading only", "header only", "title only slide", "blank with title", "title blank", "free"),
    *("title free", "nur überschrift", "überschrift", "leer mit titel", "titre uniquement", "blank title"),
    *("custom content", "freeform", "open content", "chart", "diagram"),
)
TITLE_AND_BODY = (
    *("title and content", "titel und inhalt", "titre et contenu", "título y objetos", "título y contenido"),
    *("titolo e contenuto", "título e conteúdo", "título e objeto", "titel en object", "titel en inhoud"),
    *("rubrik och innehåll", "titel og indholdsobjekt", "titel og indhold", "tittel og innhold"),
    *("otsikko ja sisältö", "tytuł i zawartość", "nadpis a obsah", "cím és tartalom", "titlu și conținut"),
    *("заголовок и объект", "başlık ve içerik", "タイトルとコンテンツ", "标题和内容", "標題及內容", "제목 및 내용"),
    *("عنوان ومحتوى", "כותרת ותוכן"),
    *("title and body", "title content", "title and text", "title text", "titel und text", "content", "content slide"),
    *("text", "text slide", "standard", "default", "body", "one content", "single content", "1 content", "inhalt"),
    *("inhaltsfolie", "textfolie", "contenu", "contenido", "contenuto"),
)

_NUMBER_IN_FRONT = re.compile(r"^\s*\d+[\s_.\-–]+(?=\D)")
_BETWEEN = re.compile(r"[\s_.,:;|/\\+&()–—-]+")


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """Return a layout's name as it is compared."""
    return " ".join(_BETWEEN.sub(" ", _NUMBER_IN_FRONT.sub("", name)).casefold().split())


@lru_cache(maxsize=64)
def names_for(kind: str) -> tuple[str, ...]:
    """Return the names that suit a slide kind, best first, as they are compared."""
    own = tuple(plain_name(name) for name in OWN.get(kind, OTHERS))
    usual = {"cover": COVERS, "section": SECTIONS}.get(kind, (*TITLE_ONLY, *TITLE_AND_BODY))
    return (*own, *(plain_name(name) for name in usual))
