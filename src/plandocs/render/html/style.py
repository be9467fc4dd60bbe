"""The style sheet of a page, from a brand: wide screens, phones from 320 pixels on, and paper."""

from __future__ import annotations

from plandocs.brand.model import Brand

TONES = ("good", "watch", "bad", "neutral", "accent")

_RULES = """
*{box-sizing:border-box}
html{color-scheme:light;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--surface);color:var(--ink);font:16px/1.5 var(--body)}
h1,h2,h3{font-family:var(--heading);color:var(--strong);line-height:1.25;margin:0}
h1{font-size:1.75rem}h2{font-size:1.3rem;margin-bottom:.75rem}h3{font-size:1.05rem;margin:1.25rem 0 .4rem}
p{margin:0 0 .75rem}a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-999em;top:0;background:var(--paper);padding:.5rem 1rem}
.skip:focus{inset-inline-start:.5rem}
header,nav,main,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
.top{background:var(--paper);border-top:4px solid var(--accent)}
header{display:flex;gap:1.5rem;justify-content:space-between;align-items:flex-start;padding-top:1.5rem}
header img{max-width:10rem;max-height:3.2rem;height:auto;flex:none}
.kind,.line{color:var(--muted);font-size:.9rem;margin:.25rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;list-style:none;margin:.5rem 0 0;padding:0 0 .75rem}
nav a{display:inline-block;padding:.3rem 0}
main{padding-top:1rem}
section{background:var(--paper);border-top:2px solid var(--soft);padding:1.25rem;margin-bottom:1rem}
.lead{font-size:1.05rem}.note{color:var(--muted);font-size:.875rem}
.callout{background:var(--surface);border-inline-start:5px solid var(--tone,var(--accent));padding:.75rem 1rem}
.callout{margin:0 0 1rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:0 0 1rem;padding:0}
.card{background:var(--surface);border-top:3px solid var(--tone,var(--accent));padding:.75rem;margin:0}
.card dt,.card .note{margin:0}.card dt{color:var(--muted);font-size:.875rem}.card dd{margin:0}
.card .value{font:700 1.4rem/1.3 var(--heading);color:var(--strong)}
.tone{color:var(--tone);font-weight:600;white-space:nowrap}.callout .tone{white-space:normal}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 2rem}.columns h3{margin-top:0}
ul,ol{margin:0 0 1rem;padding-inline-start:1.25rem}li{margin:.2rem 0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:start;color:var(--muted);font-size:.875rem;padding-bottom:.4rem}
th,td{text-align:start;vertical-align:top;padding-block:.45rem;padding-inline:0 .75rem}
th,td{border-bottom:1px solid var(--rule)}
thead th{border-bottom:2px solid var(--accent);color:var(--strong);font-size:.875rem}
tbody th{font-weight:400;overflow-wrap:anywhere}.right{text-align:end;white-space:nowrap}.day{white-space:nowrap}
.asks{table-layout:fixed}.asks th:nth-child(2){width:9.5rem}.asks th:nth-child(3){width:7rem}
.asks th:first-child{width:38%}.asks td:nth-child(3){white-space:nowrap}
.meter{display:inline-block;width:4rem;height:.6rem;background:var(--soft);margin-inline-end:.5rem}
.meter i{display:block;height:100%;background:var(--accent)}
.scroll{overflow-x:auto}.scroll svg{display:block;width:100%;min-width:46rem;height:auto}
figure{margin:0}figcaption,.legend{color:var(--muted);font-size:.875rem}figcaption{margin-bottom:.5rem}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:.5rem 0 1rem}
.legend svg{width:1.6rem;height:.8rem;margin-inline-end:.4rem;vertical-align:middle}
details{margin-top:.5rem}summary{cursor:pointer;color:var(--link);padding:.3rem 0}
footer{color:var(--muted);font-size:.875rem;padding-bottom:2rem}
svg text{font:12px var(--body);fill:var(--ink)}svg .m{fill:var(--muted)}svg .b{font-weight:700}
svg .rule{stroke:var(--rule)}svg .off{fill:var(--surface)}svg .bar{fill:var(--tint)}svg .done{fill:var(--accent)}
svg .phase{fill:var(--strong)}svg .diamond{fill:var(--strong)}svg .agreed{fill:var(--grey)}
svg .edge{fill:none;stroke:var(--ink);stroke-width:1.5}svg .buffer{stroke:var(--grey);stroke-dasharray:3 2}
svg .today{stroke:var(--second);stroke-width:1.5}svg .flag{fill:var(--second)}svg .on{fill:var(--on-second)}
[dir=rtl] :is(p,h1,h2,h3,dt,dd,th,td,caption,figcaption,summary){unicode-bidi:plaintext;text-align:right}
[dir=rtl] .right{text-align:left}
@media (max-width:40rem){
h1{font-size:1.4rem}header{flex-direction:column-reverse;gap:.75rem}section{padding:1rem}
header,nav,main,footer{padding-inline:1rem}main{padding:.75rem 0 0}
.cards{grid-template-columns:1fr 1fr}.callout .tone{display:block}
table,tbody,tr,th,td{display:block}thead{position:absolute;inset-inline-start:-999em}
tr{border-bottom:1px solid var(--rule);padding:.5rem 0}th,td{border:0;padding:.1rem 0}tbody th{font-weight:600}
td[data-label]::before{content:attr(data-label) ": ";color:var(--muted)}.right{text-align:start}
td:empty{display:none}.asks th:first-child{width:auto}
}
@media print{
@page{margin:14mm}html{font-size:12px}body{background:none;font-size:1rem}details:not([open]),.skip,nav,summary{display:none}
section,header{padding:0}section{border:0;margin-bottom:7mm}h2,h3{break-after:avoid}
tr,.card,.callout,svg{break-inside:avoid}figcaption{break-after:avoid}
.scroll{overflow:visible}.scroll svg{min-width:0}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""


def style_sheet(brand: Brand) -> str:
    """Return the style sheet. Colours for text are dark enough on the grounds that they stand on."""
    second = brand.colors["second"]
    colours = {
        "ink": brand.colors["ink"],
        "paper": brand.colors["paper"],
        "surface": brand.colors["surface"],
        "rule": brand.colors["line"],
        "accent": brand.colors["accent"],
        "strong": brand.text("accent_strong", "surface"),
        "soft": brand.colors["accent_soft"],
        "muted": brand.text("muted", "surface"),
        "link": brand.text("accent", "surface"),
        "tint": brand.tint("accent", 0.35),
        "grey": brand.tint("ink", 0.45),
        "second": second,
        "on-second": brand.on_color(second),
    }
    fonts = {
        "body": _family(brand.fonts.body, brand.fonts.body_fallbacks),
        "heading": _family(brand.fonts.heading, brand.fonts.heading_fallbacks),
    }
    roots = [f"--{name}:#{colour}" for name, colour in colours.items()]
    roots += [f"--{name}:{family}" for name, family in fonts.items()]
    tones = "".join(f".t-{tone}{{--tone:#{brand.text(tone, 'surface')}}}" for tone in TONES)
    return f":root{{{';'.join(roots)}}}{tones}{_RULES}"


def _family(first: str, rest: tuple[str, ...]) -> str:
    """Return a font list whose names cannot leave their quotes or the style sheet."""
    names = ("".join(letter for letter in name if letter not in "\"'\\<>{};\n\r") for name in (first, *rest))
    return ",".join([*(f"'{name}'" for name in names if name), "sans-serif"])
