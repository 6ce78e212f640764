//! Drawings (SVG): looked through before they are published as they are, because a browser that opens one does what stands in
//! it. What is not known to be harmless is refused.

use super::UNSAFE_SVG;
use crate::diag::Diagnostic;
use crate::limits::Limits;
use crate::xml::{Attributes, See, Stop, walk};

/// Elements that draw, or that say how something is drawn; those of filters (`fe…`) are let in too.
const ELEMENTS: &[&str] = &[
    "a",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "filter",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

const HELP: &str = "save it in the drawing program as a plain SVG, with nothing that moves and all pictures as paths";

/// How large a drawing is, in dots of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    pub width: u32,
    pub height: u32,
}

/// Looks a drawing through.
///
/// # Errors
/// A complaint without a place: it is no drawing, tells no size, or holds a script, an event handler or a foreign reference.
pub fn look(path: &str, text: &str, limits: &Limits) -> Result<Extent, Diagnostic> {
    let mut seen = Seen::default();
    walk(text.as_bytes(), limits, &mut seen).map_err(|stop| match stop {
        Stop::Fault(fault) => fault,
        Stop::Broken(why) => fault(path, &why),
    })?;
    if !seen.is_drawing {
        return Err(fault(path, "is no SVG drawing, whatever its name says"));
    }
    seen.extent
        .ok_or_else(|| fault(path, "does not say how large it is: it has neither `viewBox` nor width and height"))
}

fn fault(path: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_SVG, format!("`{path}` {why}")).help(HELP)
}

#[derive(Default)]
struct Seen {
    is_drawing: bool,
    extent: Option<Extent>,
    /// How many elements are open.
    depth: usize,
    /// The rules of the style sheet that is open. They are looked at as a whole: what is harmful may be written in pieces.
    rules: Option<String>,
    /// How many elements are open below `metadata`, itself included: what is written there draws nothing.
    metadata: usize,
}

impl See for Seen {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<(), Stop> {
        if self.depth == 0 {
            self.is_drawing = name == "svg";
            self.extent = extent(attributes);
        }
        self.depth += 1;
        if name == "style" {
            self.rules = Some(String::new());
        }
        if self.metadata > 0 || name == "metadata" {
            self.metadata += 1;
        } else if !ELEMENTS.contains(&name) && !name.starts_with("fe") || name == "feImage" {
            return Err(Stop::Broken(format!("holds `<{}>`, which is not let in", name.escape_debug())));
        }
        for (name, value) in attributes.all() {
            attribute(&name, &value)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Stop> {
        self.depth = self.depth.saturating_sub(1);
        self.metadata = self.metadata.saturating_sub(1);
        self.rules.take().map_or(Ok(()), |rules| style(&rules))
    }

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        if let Some(rules) = &mut self.rules {
            rules.push_str(text);
        }
        Ok(())
    }

    fn instruction(&mut self, words: &str) -> Result<(), Stop> {
        Err(Stop::Broken(format!("holds `<?{}?>`, which may bring something from elsewhere", words.escape_debug())))
    }
}

/// Looks at an attribute; its name is without its prefix.
fn attribute(name: &str, value: &str) -> Result<(), Stop> {
    let refused = |why: &str| Err(Stop::Broken(format!("{why}: `{name}=\"{}\"`", value.escape_debug())));
    match name {
        _ if name.to_ascii_lowercase().starts_with("on") => refused("holds an event handler"),
        // Names of vocabularies are addresses by their nature, and nothing is fetched from them.
        "href" | "src" if !value.trim().starts_with('#') => refused("refers to something outside of itself"),
        "base" => refused("says that its references lead elsewhere"),
        "style" => style(value),
        _ if value.contains('\\') && value.contains('(') => style(value),
        _ => no_foreign_address(value),
    }
}

/// Rules of a style sheet: no other is brought in, and nothing is written in a way that hides what it is.
fn style(rules: &str) -> Result<(), Stop> {
    let small = rules.to_ascii_lowercase();
    if let Some(sign) =
        ["@import", "\\", "expression(", "image-set(", "src("].iter().find(|sign| small.contains(**sign))
    {
        return Err(Stop::Broken(format!("holds `{sign}` in its rules of style, which is not let in")));
    }
    no_foreign_address(rules)
}

/// `url(…)` leads to a part of the drawing itself.
fn no_foreign_address(value: &str) -> Result<(), Stop> {
    let small = value.to_ascii_lowercase();
    let foreign = |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    match small.split("url(").skip(1).find(|rest| foreign(rest)) {
        Some(rest) => {
            let shown = rest.split(')').next().unwrap_or_default();
            Err(Stop::Broken(format!("refers to something outside of itself: `url({})`", shown.escape_debug())))
        }
        None => Ok(()),
    }
}

fn extent(attributes: &Attributes<'_>) -> Option<Extent> {
    let length = |name: &str| attributes.get(name).and_then(|written| dots(&written));
    let of_box = || {
        let written = attributes.get("viewBox")?;
        let mut numbers = written.split([' ', ',']).filter(|part| !part.is_empty()).map(dots);
        let (width, height) = (numbers.nth(2)??, numbers.next()??);
        Some((width, height))
    };
    let (width, height) = length("width").zip(length("height")).or_else(of_box)?;
    Some(Extent { width, height })
}

/// A length in dots of a page, rounded; nothing for what is a share of something else.
fn dots(written: &str) -> Option<u32> {
    const UNITS: &[(&str, f64)] = &[
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("", 1.0),
    ];
    let written = written.trim();
    let (number, unit) = UNITS.iter().find_map(|(name, unit)| Some((written.strip_suffix(name)?, unit)))?;
    let dots = (number.trim().parse::<f64>().ok()? * unit).round();
    // The cast keeps what lies between the bounds and cuts off no digit, because the number is whole.
    (1.0..=100_000.0).contains(&dots).then_some(dots as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(inside: &str) -> Result<Extent, String> {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\">{inside}</svg>");
        look("content/a.svg", &text, &Limits::default()).map_err(|fault| fault.message)
    }

    #[test]
    fn what_draws_is_let_in() {
        let drawing = "<title>Å</title><defs><style>.a { fill: url(#b) }</style></defs><use href=\"#b\"/>\
            <g style=\"fill: url('#b')\"><text>on og url</text></g><metadata><r:RDF xmlns:r=\"http://x.example/\"/></metadata>";
        assert_eq!(looked(drawing), Ok(Extent { width: 60, height: 40 }));
        let sized = "<svg width=\"10mm\" height=\"20\"/>";
        assert_eq!(look("a.svg", sized, &Limits::default()).ok(), Some(Extent { width: 38, height: 20 }));
    }

    #[test]
    fn what_acts_or_leads_out_is_refused() {
        for (inside, why) in [
            ("<script>x</script>", "`<script>`"),
            ("<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\"/>", "`<script>`"),
            ("<foreignObject/>", "`<foreignObject>`"),
            ("<image href=\"data:image/png;base64,AA\"/>", "`<image>`"),
            ("<animate attributeName=\"href\"/>", "`<animate>`"),
            ("<set attributeName=\"href\" to=\"javascript:x\"/>", "`<set>`"),
            ("<rect onload=\"x\"/>", "event handler"),
            ("<rect OnClick=\"x\"/>", "event handler"),
            ("<metadata><rect onload=\"x\"/></metadata>", "event handler"),
            ("<a href=\"java&#115;cript:x\"/>", "outside of itself"),
            ("<use xmlns:l=\"http://www.w3.org/1999/xlink\" l:href=\"//x.example/a.svg#b\"/>", "outside of itself"),
            ("<rect fill=\"url(https://x.example/#a)\"/>", "outside of itself"),
            ("<rect style=\"fill:u\\72l(//x.example)\"/>", "`\\`"),
            ("<rect fill=\"u\\72l(//x.example)\"/>", "`\\`"),
            ("<style>@import 'x.css';</style>", "@import"),
            ("<style>a{fill:&#117;r<!-- -->l(x.png)}</style>", "outside of itself"),
            ("<style><![CDATA[a{background:URL( 'x.png')}]]></style>", "outside of itself"),
            ("<g xml:base=\"https://x.example/\"/>", "lead elsewhere"),
            ("<?xml-stylesheet href=\"x.css\"?>", "from elsewhere"),
            ("<feImage href=\"#a\"/>", "`<feImage>`"),
            ("<g>", "is no XML"),
        ] {
            let fault = looked(inside).expect_err(inside);
            assert!(fault.contains(why), "{inside} gave: {fault}");
        }
        let declared = look("a.svg", "<!DOCTYPE svg><svg width=\"1\" height=\"1\"/>", &Limits::default());
        assert!(declared.is_err_and(|fault| fault.message.contains("DOCTYPE")));
        assert!(look("a.svg", "<svg/>", &Limits::default()).is_err_and(|fault| fault.message.contains("how large")));
        assert!(look("a.svg", "<html/>", &Limits::default()).is_err());
    }
}
