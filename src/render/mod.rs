//! Pages: the only user of the template engine.
//!
//! Templates get handles into the site (an `Arc<Site>` and an id behind a template object), never copies of it.

/// Lets an object that has values by names alone be asked without a value being made of the name.
macro_rules! by_name {
    () => {
        fn get_value(self: &std::sync::Arc<Self>, key: &minijinja::Value) -> Option<minijinja::Value> {
            self.get_value_by_str(key.as_str()?)
        }
    };
}

mod browse;
mod by;
mod changes;
mod context;
mod derived;
mod dictionary;
mod directive;
mod entry;
mod explained;
mod functions;
mod html;
mod kind;
mod lists;
mod markup;
mod money;
mod navigation;
mod page;
mod prose;
mod quality;
mod relations;
mod site;
mod sources;
mod spot;
mod values;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

pub use page::{Alternate, PageKind, PageObject};

use crate::address::Address;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::kind::Kind;
use crate::limits::{Limit, Limits, Met};
use crate::site::{Site, Subject};
use crate::source::{FileId, Input, Place, Sources};
use crate::text;
use context::context_of;

pub static TEMPLATE: Code = Code {
    id: "template",
    severity: Severity::Error,
    summary: "A template of the theme or of the site's own layouts cannot be used.",
    explanation: "Templates are written in the language of minijinja (much like Jinja2). A name that does not exist is \
an error, so that a slip does not silently leave a page empty. The message says what the engine met and where.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&TEMPLATE];

const LAYOUTS: &str = "layouts/";

/// Bytes of a page, as most are shorter.
const USUAL_PAGE: usize = 16 << 10;

/// The templates of a site, shared by all threads.
pub struct Renderer {
    env: Environment<'static>,
    /// Where each template's text is, for complaints.
    files: BTreeMap<String, FileId>,
    limits: Limits,
}

impl Renderer {
    /// Compiles every template; a site's own file at the same path wins.
    pub fn new(input: &Input, limits: &Limits, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(limits.get(Limit::TemplateSteps)));
        env.set_recursion_limit(count(limits.get(Limit::TemplateDepth)));
        env.set_syntax(tidy_syntax());
        env.set_formatter(html::show);
        functions::add(&mut env);
        let mut files = BTreeMap::new();
        let mut texts: BTreeMap<&str, &[u8]> = BTreeMap::new();
        for (path, bytes) in input.theme.iter().chain(&input.site) {
            if let Some(name) = path.strip_prefix(LAYOUTS).filter(|name| name.ends_with(".html")) {
                texts.insert(name, bytes);
            }
        }
        for (name, bytes) in texts {
            let Some(file) = text::add(&format!("{LAYOUTS}{name}"), bytes, sources, diagnostics) else { continue };
            files.insert(name.to_owned(), file);
            if let Err(error) = env.add_template_owned(name.to_owned(), sources.text(file).to_owned()) {
                diagnostics.push(complaint(&files, name, &error, sources));
            }
        }
        Self { env, files, limits: limits.clone() }
    }

    /// Whether a template of this name exists.
    fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The template of a page: for lists and records the kind's own, else the general one.
    fn template_for(&self, site: &Site, page: &PageKind) -> String {
        match page {
            PageKind::List(list, _) if matches!(site.listings.get(*list).subject, Subject::By(_)) => "by.html".into(),
            PageKind::List(list, _) => self.own_or_general(site.kinds.get(site.listings.get(*list).kind), "list.html"),
            PageKind::Record(ix) => self.own_or_general(site.kind_of(*ix), "record.html"),
            PageKind::NotFound => "404.html".into(),
            other => format!("{}.html", other.id()),
        }
    }

    fn own_or_general(&self, kind: &Kind, name: &str) -> String {
        let own = format!("kinds/{}/{name}", kind.id);
        if self.has(&own) { own } else { name.to_owned() }
    }

    /// Renders a page.
    pub fn page(&self, page: PageObject) -> Result<Vec<u8>, RenderError> {
        let name = self.template_for(&page.site, &page.kind);
        let page = Arc::new(page);
        let mut out = PageWriter { most: count(self.limits.get(Limit::PageSize)), ..PageWriter::default() };
        out.bytes.reserve(USUAL_PAGE);
        let rendered = self
            .env
            .get_template(&name)
            .and_then(|template| template.render_captured_to(context_of(&page), &mut out).map(drop));
        match rendered {
            Ok(()) => Ok(explained::explained(&page, out.bytes)),
            Err(error) => {
                let over = if out.is_full { Some(Limit::PageSize) } else { limit_of(innermost(&error)) };
                Err(RenderError { template: name, error, over })
            }
        }
    }

    /// The complaint about a page that could not be rendered.
    pub fn complaint(&self, failed: &RenderError, address: &Address, sources: &Sources) -> Diagnostic {
        let fault = complaint(&self.files, &failed.template, &failed.error, sources);
        let met = format!("met while making `{address}`");
        let Some(limit) = failed.over else { return fault.help(met) };
        let over = self.limits.exceeded(limit, Met::More);
        let advice = over.help.as_deref().unwrap_or_default();
        let help = Some(format!("{advice}; {met}"));
        Diagnostic { place: fault.place, help, ..over }
    }
}

/// A page as it is written.
#[derive(Default)]
struct PageWriter {
    bytes: Vec<u8>,
    most: usize,
    is_full: bool,
}

impl io::Write for PageWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_full = self.bytes.len() + bytes.len() > self.most;
        if self.is_full {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn count(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// The limit that an error tells of. The engine has no kind of its own for templates that call too deep.
fn limit_of(error: &Error) -> Option<Limit> {
    match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => Some(Limit::TemplateSteps),
        (ErrorKind::InvalidOperation, Some("recursion limit exceeded")) => Some(Limit::TemplateDepth),
        _ => None,
    }
}

/// The usual marks; a tag on a line of its own leaves no empty line behind.
fn tidy_syntax() -> SyntaxConfig {
    let mut marks = SyntaxConfig::builder();
    marks.trim_blocks(true).lstrip_blocks(true);
    marks.build().unwrap_or_default()
}

/// Why a page could not be rendered.
#[derive(Debug)]
pub struct RenderError {
    template: String,
    error: Error,
    /// The limit that was exceeded, where that is why.
    over: Option<Limit>,
}

/// The innermost cause names the template that is at fault; what includes it is only on the way there.
fn innermost(error: &Error) -> &Error {
    let mut cause = error;
    while let Some(inner) = std::error::Error::source(cause).and_then(|inner| inner.downcast_ref::<Error>()) {
        cause = inner;
    }
    cause
}

fn complaint(files: &BTreeMap<String, FileId>, name: &str, error: &Error, sources: &Sources) -> Diagnostic {
    let cause = innermost(error);
    let detail = cause.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    let fault = Diagnostic::new(&TEMPLATE, format!("{}{detail}", cause.kind()))
        .help("compare it with the built-in layout of the same name");
    let file = cause.name().and_then(|name| files.get(name)).or_else(|| files.get(name));
    match (file, cause.line()) {
        (Some(file), Some(line)) => fault.at(line_place(*file, sources.text(*file), line)),
        (Some(file), None) => fault.at(Place::text(*file, 0..0)),
        _ => fault,
    }
}

fn line_place(file: FileId, text: &str, line: usize) -> Place {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let content = text[start..].lines().next().unwrap_or_default();
    let indent = content.len() - content.trim_start().len();
    Place::text(file, start + indent..start + content.len())
}
