//! Row 19: Markdown that means harm.

use std::time::{Duration, Instant};

use glasklar::lang::Language;
use glasklar::limits::Limits;
use glasklar::markdown::{Setting, outline, render};

use super::{project, town};

/// Pieces that are known to take parsers of Markdown long, and what stands in their place fifty thousand times.
const SLOW: &[&str] = &[
    "[",
    "]",
    ">",
    "*",
    "_",
    "[^",
    "![",
    "`",
    "<",
    "&",
    "~",
    "- ",
    "1. ",
    "> ",
    "> - ",
    "* a",
    "*a **a ",
    "_a __b",
    "a**b",
    "[a](",
    "[a](<",
    "<a",
    "<!--",
    "<?",
    "<div>",
    "<b>",
    "|a",
    "[^a]: b\n\n",
    "- a\n",
    "a\n: b\n",
    "~~",
];

/// A build for tests takes some twenty times the time of a release, in which a page must take less than a second.
const PATIENCE: Duration = Duration::from_secs(15);

#[test]
fn row_19_text_that_is_hard_to_read_is_read_in_time_or_refused() {
    for piece in SLOW {
        // The sanitiser writes signs that must be escaped slowly where all crates are built without optimising.
        let count = if *piece == "&" && cfg!(debug_assertions) { 5_000 } else { 50_000 / piece.len().min(3) };
        let text = piece.repeat(count);
        let started = Instant::now();
        if outline(&text, &Limits::usual()).is_ok() {
            render(&text, &Setting::alone(Language::Da));
        }
        assert!(started.elapsed() < PATIENCE, "{piece:?} takes {:?}", started.elapsed());
    }
}

/// Lists in lists, line by line, and quotations likewise.
#[test]
fn row_19_text_that_is_nested_deep_is_refused_at_its_place() {
    let lists: String = (0..300).map(|at| format!("{}- a\n", "  ".repeat(at))).collect();
    let quotes: String = (1..300).map(|at| format!("{} a\n", ">".repeat(at))).collect();
    let images = format!("{}a{}", "![".repeat(100), "](https://a.example/)".repeat(100));
    for text in [lists, quotes, images] {
        let ran = town().file("content/projects/p.md", project(&text)).command(&["check"]);
        ran.refuses(4).complains("nested more than 64 levels deep").complains("content/projects/p.md:");
    }
}

/// Attacks by way of Markdown and of the HTML in it, as collected by those who write sanitisers.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=\"x\"/onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<base href=\"https://evil.example/\">",
    "<link rel=stylesheet href=\"https://evil.example/a.css\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<style>@import 'https://evil.example/a.css';</style>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"java&#10;script:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"&#x6A;avascript:alert(1)\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
    "<a href=\"//evil.example/\" target=_blank onclick=alert(1)>x</a>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "</main></body><script>alert(1)</script>",
    "</title></textarea><script>alert(1)</script>",
    "```\"><script>alert(1)</script>\nx\n```",
    "``` x\" onmouseover=\"alert(1)\nx\n```",
    "~~~ <img src=x onerror=alert(1)>\nx\n~~~",
    "![x](https://a.example/b.png \"x\\\" onerror=\\\"alert(1)\")",
    "![x\" onerror=\"alert(1)](https://a.example/b.png)",
    "![<img src=x onerror=alert(1)>](https://a.example/b.png)",
    "[x](https://a.example/ \"x\\\" onclick=\\\"alert(1)\")",
    "[x](<https://a.example/\"onclick=\"alert(1)>)",
    "[<script>alert(1)</script>](https://a.example/)",
    "# <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|-|\n| <img src=x onerror=alert(1)> |",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>alert(1)</script>`",
    "{{ site.config }} {% include \"base.html\" %}",
];

/// Links whose address is a program, each of which must be refused or harmless.
const PROGRAMS: &[&str] = &[
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:text/html,<script>alert(1)</script>)",
];

/// What the page of a harmless text has, and what a harmful one may not add to.
mod oracle {
    /// Tags by which a text may be shown.
    const TAGS: &[&str] = &[
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "section",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    const ATTRIBUTES: &[&str] = &["href", "title", "hreflang", "rel", "start", "scope", "lang", "dir"];
    /// What only this program writes, each with how its values begin.
    const OWN: &[(&str, &[&str])] = &[
        ("id", &["_"]),
        ("class", &["anchor", "scroll", "is-right", "is-centred", "footnotes", "hidden"]),
        ("role", &["region", "doc-"]),
        ("tabindex", &["0"]),
        ("aria-label", &[""]),
        ("aria-labelledby", &["_"]),
    ];
    const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

    /// Every tag of a piece of HTML as a browser's tokenizer would find it: name and attributes, entities read.
    fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
        let mut found = Vec::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            let closing = rest.strip_prefix('/').unwrap_or(rest);
            if !closing.starts_with(|first: char| first.is_ascii_alphabetic()) {
                assert!(!rest.starts_with(['!', '?']), "a comment or an instruction: {rest:.60}");
                continue;
            }
            let end = closing.find(|c: char| c.is_whitespace() || c == '/' || c == '>').expect("the end of a name");
            let name = closing[..end].to_ascii_lowercase();
            let mut attributes = Vec::new();
            let mut after = closing[end..].trim_start();
            while !after.starts_with('>') {
                let (name, value) = after.split_once("=\"").expect("an attribute in double quotation marks");
                let (value, next) = value.split_once('"').expect("the end of an attribute");
                attributes.push((name.trim().to_ascii_lowercase(), read(value)));
                after = next.trim_start();
            }
            found.push((name, attributes));
            rest = after;
        }
        found
    }

    fn read(value: &str) -> String {
        let pairs = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
        pairs.iter().fold(value.to_owned(), |value, (entity, sign)| value.replace(entity, sign))
    }

    /// The scheme as a browser would find it: white space and control signs in it do not count.
    fn scheme(address: &str) -> Option<String> {
        let plain: String = address.chars().filter(|sign| *sign > ' ').collect();
        let (scheme, _) = plain.split_once(':')?;
        let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        is_scheme.then(|| scheme.to_ascii_lowercase())
    }

    /// Fails where HTML holds more than words and harmless tags.
    pub fn is_harmless(html: &str, of: &str) {
        for (name, attributes) in tags(html) {
            assert!(TAGS.contains(&name.as_str()), "{of:?} leaves a tag `{name}` in\n{html}");
            for (attribute, value) in attributes {
                let own = OWN.iter().find(|(name, _)| *name == attribute);
                let is_own = own.is_some_and(|(_, all)| all.iter().any(|start| value.starts_with(start)));
                assert!(is_own || ATTRIBUTES.contains(&attribute.as_str()), "{of:?} leaves `{attribute}` in\n{html}");
                if attribute == "href" {
                    let scheme = scheme(&value);
                    let plain = scheme.as_deref().is_none_or(|scheme| SCHEMES.contains(&scheme));
                    assert!(plain, "{of:?} leads to `{value}` in\n{html}");
                }
            }
        }
    }

    #[test]
    fn the_oracle_sees_harm() {
        for harm in ["<img src=\"x\">", "<p onclick=\"x\">", "<a href=\"java\nscript:x\">", "<!-- x -->", "<p a=b>"] {
            let seen = std::panic::catch_unwind(|| is_harmless(harm, harm));
            assert!(seen.is_err(), "{harm}");
        }
        is_harmless("<p>a <a href=\"https://a.example/\" rel=\"noopener\">b</a> &lt;script&gt;</p>", "");
    }
}

#[test]
fn row_19_whatever_a_text_holds_its_html_is_harmless() {
    for attack in ATTACKS.iter().chain(PROGRAMS) {
        for around in ["{}", "> {}", "- {}", "a {} b", "*{}*", "<b>{}", "<table>{}", "<p title=\"{}\">"] {
            let text = around.replace("{}", attack);
            oracle::is_harmless(&render(&text, &Setting::alone(Language::Da)).html, &text);
        }
    }
}

/// A link to a program is told, so that whoever wrote it does not wonder.
#[test]
fn row_19_a_link_to_a_program_is_refused() {
    for text in PROGRAMS {
        let site = town().file("content/projects/p.md", project(&format!("{text}\n")));
        let checked = site.check();
        assert!(checked.codes().contains("broken-link"), "{text} was taken:\n{}", checked.report);
    }
}

/// On whole pages, between what our own templates write: nothing of an attack is a tag, wherever a text comes to stand.
#[test]
fn row_19_no_page_holds_more_tags_than_without_the_attack() {
    let harmless: Vec<&&str> = ATTACKS.iter().filter(|text| !text.contains("](") && !text.contains("{{")).collect();
    let texts: String = harmless.iter().map(|text| format!("{text}\n\n")).collect();
    let title = "\"\\\"><script>alert(1)</script><img src=x onerror=alert(1)>\"";
    let head = format!("title: {title}\nsummary: {title}\nowner: by\n");
    let built = town().file("content/projects/p.md", format!("{}{texts}", super::entry(&head))).build();
    for address in built.ending(".html") {
        let page = built.text(address).to_lowercase();
        for harm in
            ["<script>alert", "<img src=x", "<svg/onload", "<iframe src=\"java", "<base ", "<object", "<embed", "<math"]
        {
            assert!(!page.contains(harm), "`{harm}` stands in {address}");
        }
    }
}
