//! Reading kinds and struct types from the theme and from the site's own `layouts/`.
//!
//! A site's file at the same path is laid over the built-in one key by key, so that adding a field takes only the lines
//! of that field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Field, FieldIx, Kind, KindIx, Kinds, ROLES, Schema, Type};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::lang::Language;
use crate::localised::{Localised, MISSING_LABEL};
use crate::raw::{Keys, Node, Pair, Raw, merged_toml as merged};
use crate::source::{At, Input, Place, Sources};
use crate::value::is_id;
use crate::value::slug::slug;

pub static KIND: Code = Code {
    id: "kind",
    severity: Severity::Error,
    summary: "The description of a kind cannot be used as it is.",
    explanation: "A kind is described by `layouts/kinds/<kind>/kind.toml`: names, fields with types, roles and rules. \
The message says which key is wrong and what is accepted there. A site's file is laid over the built-in one of the \
same path, so it need hold only what it changes.",
};

/// The codes that this module raises.
pub static CODES: &[&Code] = &[&KIND];

const KINDS: &str = "layouts/kinds/";
const TYPES: &str = "layouts/types/";
const EVERY: &str = "layouts/kinds/every.toml";

/// Names that the engine itself reads from every entry, so no kind may declare them.
pub const RESERVED: &[&str] =
    &["id", "kind", "lang", "draft", "aliases", "embargo", "expires", "translation", "address"];

/// Those of them that people write; the rest is in published JSON only.
pub const WRITTEN: &[&str] = &["id", "kind", "lang", "draft", "aliases", "embargo", "expires"];

/// Reads every kind. Labels are asked for in `languages`.
pub fn read(input: &Input, languages: &[Language], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Kinds {
    let mut files = BTreeMap::new();
    for path in input.theme.keys().chain(input.site.keys()).collect::<BTreeSet<_>>() {
        let wanted = path.ends_with(".toml") && (path.starts_with(KINDS) || path.starts_with(TYPES));
        if wanted && let Some(node) = merged(input, path, sources, diagnostics) {
            files.insert(path.clone(), node);
        }
    }
    let mut order: Vec<(i64, &str, &Node)> = files
        .iter()
        .filter_map(|(path, node)| {
            let id = path.strip_prefix(KINDS)?.strip_suffix("/kind.toml")?;
            Some((order_of(node), id, node))
        })
        .collect();
    order.sort_by_key(|(order, id, _)| (*order, *id));

    let mut reader = Reader {
        kinds: order.iter().enumerate().map(|(ix, (_, id, _))| (*id, KindIx(ix as u16))).collect(),
        types: files
            .iter()
            .filter_map(|(path, node)| Some((path.strip_prefix(TYPES)?.strip_suffix(".toml")?, node)))
            .collect(),
        every: files.get(EVERY),
        finished: BTreeMap::new(),
        open: Vec::new(),
        languages,
        diagnostics,
    };
    let mut kinds = Vec::new();
    let mut links = Vec::new();
    for (order, id, node) in order {
        kinds.push(reader.kind(id, order, node, &mut links));
    }
    for (kind, field, link) in links {
        resolve_link(&mut kinds, kind, field, link, diagnostics);
    }
    Kinds::new(kinds)
}

fn order_of(node: &Node) -> i64 {
    let Raw::Map(pairs) = &node.value else { return 0 };
    let written = pairs.iter().find(|pair| &*pair.key == "order").and_then(|pair| pair.node.scalar());
    written.and_then(|text| text.parse().ok()).unwrap_or(500)
}

/// A `records` field whose link back is still a name.
type Link<'a> = (usize, FieldIx, At<&'a str>);

fn resolve_link(kinds: &mut [Kind], at: usize, field: FieldIx, link: At<&str>, diagnostics: &mut Diagnostics) {
    let Some(Type::Records { kind, .. }) = kinds.get(at).map(|kind| kind.field(field).ty.clone()) else { return };
    let Some(target) = kinds.get(usize::from(kind.0)) else { return };
    match target.schema.by_name(link.value) {
        Some(found) => {
            kinds[at].schema.fields[usize::from(field.0)].ty = Type::Records { kind, link: Some(found) };
        }
        None => diagnostics.push(
            Diagnostic::new(&KIND, format!("the kind `{}` has no field `{}`", target.id, link.value))
                .at(link.place)
                .maybe_help(did_you_mean(link.value, target.schema.names())),
        ),
    }
}

pub(super) struct Reader<'a, 'd> {
    pub(super) kinds: BTreeMap<&'a str, KindIx>,
    pub(super) types: BTreeMap<&'a str, &'a Node>,
    pub(super) every: Option<&'a Node>,
    pub(super) finished: BTreeMap<&'a str, Arc<Schema>>,
    /// Struct types that are being read, to refuse one that holds itself.
    pub(super) open: Vec<&'a str>,
    pub(super) languages: &'a [Language],
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn complain(&mut self, place: Place, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::new(&KIND, message).at(place).maybe_help(help));
    }

    /// A kind is made of every description, a faulty one too, so that positions of kinds stay what they are.
    fn kind(&mut self, id: &'a str, order: i64, node: &'a Node, links: &mut Vec<Link<'a>>) -> Kind {
        let mut keys = Keys::of(node).unwrap_or_else(|| Keys::none(node.place));
        let at = self.kinds.get(id).map_or(0, |ix| usize::from(ix.0));
        if !is_id(id) {
            let help = format!("ids are small letters a–z, digits and hyphens: rename the folder to `{}`", slug(id));
            self.complain(start_of(node.place), format!("`{id}` cannot be the id of a kind"), Some(help));
        }
        let name = self.words(&mut keys, "name");
        let plural = self.words(&mut keys, "plural");
        let path_node = keys.take("path");
        let path = path_node.and_then(|node| self.localised(node)).unwrap_or_default();
        self.folder(path_node, &keys);
        let menu = keys.take("menu").and_then(|node| self.localised(node));
        keys.take("order");
        let mut schema = Schema::default();
        self.fields(keys.take("field"), &mut schema, Level::Kind);
        if let Some(every) = self.every.and_then(Keys::of).and_then(|mut keys| keys.take("field")) {
            self.fields(Some(every), &mut schema, Level::Every);
        }
        self.lone_pictures(&schema);
        self.links(at, keys.take("field"), &schema, links);
        self.roles(keys.take("roles"), &mut schema);
        let written = keys.text("title");
        let title = match written {
            Some(name) => self.known(&schema, name),
            None => {
                let help = "add `title = \"…\"` with the name of a text field";
                let message = format!("the kind `{id}` does not say which field is its title");
                self.complain(start_of(node.place), message, Some(help.into()));
                None
            }
        };
        let title = title.unwrap_or_else(|| stand_in(&mut schema, node.place));
        let date = keys.text("date").and_then(|date| self.known(&schema, date));
        let pages = keys.text("pages").is_none_or(|pages| pages.value == "true");
        let rules = self.rules(keys.take("rule"), &schema);
        let standards = standards(keys.take("standard"));
        let charts = self.charts(keys.take("chart"), &schema);
        let calendar = self.calendar(keys.take("calendar"), &schema);
        keys.finish(&KIND, "a kind", self.diagnostics);
        Kind {
            id: id.into(),
            name,
            plural,
            path,
            menu,
            order,
            title,
            date,
            pages,
            schema,
            rules,
            charts,
            calendar,
            standards,
            place: node.place,
        }
    }

    pub(super) fn known(&mut self, schema: &Schema, name: At<&str>) -> Option<FieldIx> {
        let found = schema.by_name(name.value);
        if found.is_none() {
            let help = did_you_mean(name.value, schema.names())
                .unwrap_or_else(|| format!("fields: {}", schema.names().collect::<Vec<_>>().join(", ")));
            self.complain(name.place, format!("there is no field `{}`", name.value), Some(help));
        }
        found
    }

    fn words(&mut self, keys: &mut Keys<'a>, key: &'static str) -> Localised {
        match keys.take(key) {
            Some(node) => self.localised(node).unwrap_or_default(),
            None => {
                self.complain(
                    keys.place(),
                    format!("`{key}` is missing"),
                    Some(format!("add `{key} = {{ da = \"…\", nb = \"…\", nn = \"…\", en = \"…\" }}`")),
                );
                Localised::default()
            }
        }
    }

    pub(super) fn localised(&mut self, node: &Node) -> Option<Localised> {
        let words = Localised::read(node, self.diagnostics)?;
        let missing: Vec<&str> = words.missing(self.languages).iter().map(|language| language.code()).collect();
        if !missing.is_empty() {
            let message = format!("no wording in {}", missing.join(", "));
            let help = format!(
                "add {}",
                missing.iter().map(|code| format!("`{code} = \"…\"`")).collect::<Vec<_>>().join(", ")
            );
            self.diagnostics.push(Diagnostic::new(&MISSING_LABEL, message).at(node.place).help(help));
        }
        Some(words)
    }

    pub(super) fn fields(&mut self, node: Option<&'a Node>, schema: &mut Schema, level: Level) {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else { return };
        for pair in pairs {
            if level != Level::Member && RESERVED.contains(&&*pair.key) {
                self.complain(
                    pair.key_place,
                    format!("`{}` is a field of every entry already", pair.key),
                    Some("choose another name".into()),
                );
            } else if let Some(mut field) = self.field(&pair.key, pair.key_place, &pair.node) {
                field.common = level == Level::Every;
                schema.fields.push(field);
            }
        }
    }

    fn field(&mut self, name: &'a str, place: Place, node: &'a Node) -> Option<Field> {
        let Some(mut keys) = Keys::of(node) else {
            self.complain(
                node.place,
                format!("the field `{name}` must be a group of keys"),
                Some("write `[field.name]` with `type` and `label`".into()),
            );
            return None;
        };
        let label = self.words(&mut keys, "label");
        let help = keys.take("help").and_then(|node| self.localised(node));
        let back = keys.take("back").and_then(|node| self.localised(node));
        let yes = |keys: &mut Keys<'a>, key| keys.text(key).is_some_and(|flag| flag.value == "true");
        let list = yes(&mut keys, "list");
        let required = yes(&mut keys, "required");
        let total = yes(&mut keys, "total");
        let column = yes(&mut keys, "column");
        let search = keys.text("search").map_or(0, |weight| self.weight(weight));
        let facet = keys.text("facet").and_then(|facet| self.facet(facet));
        let ty = self.ty(name, &mut keys, node.place)?;
        let list = list || matches!(ty, Type::Records { .. });
        keys.finish(&KIND, "a field", self.diagnostics);
        Some(Field {
            name: name.into(),
            label,
            help,
            ty,
            list,
            required,
            search,
            facet,
            total,
            column,
            back,
            common: false,
            place,
        })
    }

    fn links(&mut self, at: usize, node: Option<&'a Node>, schema: &Schema, links: &mut Vec<Link<'a>>) {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else { return };
        for pair in pairs {
            let field = schema.by_name(&pair.key);
            let link = Keys::of(&pair.node).and_then(|mut keys| keys.text("link"));
            if let (Some(field), Some(link)) = (field, link) {
                links.push((at, field, link));
            }
        }
    }

    pub(super) fn roles(&mut self, node: Option<&'a Node>, schema: &mut Schema) {
        let Some(Node { value: Raw::Map(pairs), .. }) = node else { return };
        for pair in pairs {
            let role = ROLES.iter().find(|(name, _)| *name == &*pair.key).map(|(_, role)| *role);
            let field = pair.node.scalar().and_then(|name| self.known(schema, At::new(name, pair.node.place)));
            match (role, field) {
                (Some(role), Some(field)) => schema.roles.push((role, field)),
                (None, _) => {
                    let names = || ROLES.iter().map(|(name, _)| *name);
                    let help = did_you_mean(&pair.key, names())
                        .unwrap_or_else(|| format!("roles: {}", names().collect::<Vec<_>>().join(", ")));
                    self.complain(pair.key_place, format!("there is no role `{}`", pair.key), Some(help));
                }
                (Some(_), None) => {}
            }
        }
    }

    /// The folder of a kind's pages must stay inside the site, in every language.
    fn folder(&mut self, node: Option<&'a Node>, keys: &Keys<'a>) {
        let Some(node) = node else {
            let help = "add `path = { da = \"…\", nb = \"…\", nn = \"…\", en = \"…\" }`";
            return self.complain(start_of(keys.place()), "`path` is missing", Some(help.into()));
        };
        let texts: Vec<&Node> = match &node.value {
            Raw::Map(pairs) => pairs.iter().map(|pair| &pair.node).collect(),
            _ => vec![node],
        };
        for node in texts {
            let text = node.scalar().unwrap_or_default();
            if !is_id(text) {
                let help = format!("a path is small letters a–z, digits and hyphens: `{}`", slug(text));
                self.complain(node.place, format!("`{text}` cannot be a folder of the site"), Some(help));
            }
        }
    }
}

/// The beginning of a file, for complaints about it as a whole.
fn start_of(place: Place) -> Place {
    place.within(0..0)
}

/// A title for a kind that names none, so that reading can go on to find the next fault.
fn stand_in(schema: &mut Schema, place: Place) -> FieldIx {
    if let Some(known) = schema.by_name("title") {
        return known;
    }
    schema.fields.push(Field {
        name: "title".into(),
        label: Localised::default(),
        help: None,
        ty: Type::Text,
        list: false,
        required: false,
        search: 0,
        facet: None,
        total: false,
        column: false,
        back: None,
        common: false,
        place,
    });
    FieldIx(u16::try_from(schema.fields.len() - 1).unwrap_or(u16::MAX))
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Fields that every kind has.
    Every,
    Kind,
    /// Members of groups and struct types.
    Member,
}

fn standards(node: Option<&Node>) -> Vec<(Box<str>, Box<str>, Box<str>)> {
    let Some(Node { value: Raw::Map(standards), .. }) = node else { return Vec::new() };
    let names = |pair: &Pair| match &pair.node.value {
        Raw::Map(names) => names.clone(),
        _ => Vec::new(),
    };
    standards
        .iter()
        .flat_map(|standard| names(standard).into_iter().map(|name| (standard.key.clone(), name)))
        .filter_map(|(standard, name)| Some((standard, name.key, name.node.scalar()?.into())))
        .collect()
}
