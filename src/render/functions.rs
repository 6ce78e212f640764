//! The functions and filters of templates: thin adapters between the engine's values and [`super::markup`].
//!
//! Each is registered in [`add`] under the name by which templates call it. What writes markup gives it as safe text.

mod answers;
mod cases;
mod charts;
mod entries;
mod frame;
mod goals;
mod related;

use std::sync::Arc;

use minijinja::value::{Kwargs, Rest};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::entry::{EntryList, EntryObject};
use super::html::Html;
use super::markup::lists;
use super::markup::money::{self, Stated};
use super::markup::{values, words};
use super::money::{LineObject, MoneyObject, TotalsObject};
use super::page::PageObject;
use super::relations::FlowList;
use super::sources::SourceObject;
use super::spot::Seen;
use super::values::{DateObject, FactObject, ValueObject};
use crate::address::Address;
use crate::entry::EntryIx;
use crate::site::Totals;

/// Bytes of markup, as many as most functions write.
const SHORT: usize = 256;

type Result<T> = std::result::Result<T, Error>;

/// What writes one basis of a sum.
type OfMoney = fn(&mut Html, Stated<'_>);
/// What writes sums over several entries, with where they lead.
type OfTotals = fn(&mut Html, &PageObject, &Totals, Option<&str>);
/// What writes a value of a field.
type OfValue = fn(&mut Html, Seen<'_>);
/// What writes several values or facts.
type OfList = fn(&mut Html, &[Seen<'_>]);

const OF_MONEY: &[(&str, OfMoney)] = &[
    ("basis_of", money::basis_of),
    ("remarks", money::remarks),
    ("cell", money::cell),
    ("money", money::money),
    ("headline", money::headline),
];

const OF_VALUES: &[(&str, OfValue)] = &[("value", values::value), ("beside", values::beside)];

const OF_LISTS: &[(&str, OfList)] = &[
    ("many", |html, items| values::many(html, items.iter().copied())),
    ("in_line", |html, items| values::in_line(html, items.iter().copied())),
    ("rows", |html, facts| values::rows(html, facts.iter().copied())),
    ("fact_sections", values::fact_sections),
];

/// Makes every function and filter known to templates.
pub fn add(env: &mut Environment<'_>) {
    env.add_function("t", translate);
    env.add_function("href", href);
    env.add_function("asset", asset);
    env.add_filter("number", number);
    env.add_filter("capital", |text: &str| crate::kind::capitalised(text));
    env.add_function("lang_of", lang_of);
    env.add_function("words", marked);
    env.add_function("quote", quote);
    env.add_function("date", date);
    env.add_function("link", link);
    env.add_function("linked", linked);
    env.add_function("told", told);
    env.add_function("whole", |text: &str| html(|html| words::whole(html, text)));
    env.add_function("status", status);
    env.add_function("amount", amount);
    env.add_function("in_words", |basis: &Value| stated(basis, money::in_words));
    env.add_function("figures", |totals: &Value, href: Option<&str>| figures(totals, href, money::figures));
    env.add_function("compared_figures", |totals: &Value, href: Option<&str>| {
        figures(totals, href, money::compared_figures)
    });
    for (name, write) in OF_MONEY {
        env.add_function(*name, |basis: &Value| stated(basis, |basis| html(|html| write(html, basis))));
    }
    for (name, write) in OF_VALUES {
        env.add_function(*name, |value: &Value| seen(value).map(|seen| html(|html| write(html, seen))));
    }
    for (name, write) in OF_LISTS {
        env.add_function(*name, |list: &Value| each(list, |items| html(|html| write(html, items))));
    }
    env.add_function("dl", dl);
    env.add_function("group_table", group_table);
    env.add_function("entry_list", entry_list);
    env.add_function("table_rows", table_rows);
    env.add_function("source_items", source_items);
    answers::add(env);
    cases::add(env);
    charts::add(env);
    entries::add(env);
    frame::add(env);
    goals::add(env);
    related::add(env);
}

/// The markup that `write` writes.
fn html(write: impl FnOnce(&mut Html)) -> Value {
    let mut html = Html::with_room(SHORT);
    write(&mut html);
    html.into_value()
}

fn refused(what: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("this is not {what}"))
}

fn page(state: &State<'_, '_>) -> Result<Arc<PageObject>> {
    state
        .lookup("page")
        .and_then(|value| value.downcast_object::<PageObject>())
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "this function is called outside a page"))
}

/// An attribute that must be there.
fn attribute(value: &Value, name: &str) -> Result<Value> {
    let found = value.get_attr(name)?;
    let missing = || Error::new(ErrorKind::UndefinedError, format!("it has no `{name}`"));
    if found.is_undefined() { Err(missing()) } else { Ok(found) }
}

/// The value that a template handed over: as such, or as a fact.
fn seen(value: &Value) -> Result<Seen<'_>> {
    let of_value = value.downcast_object_ref::<ValueObject>().map(|it| (&it.spot, &it.page));
    let found = of_value.or_else(|| value.downcast_object_ref::<FactObject>().map(|it| (&it.spot, &it.page)));
    found.and_then(|(spot, page)| spot.seen(page)).ok_or_else(|| refused("a value of an entry"))
}

/// The values of a list.
fn each<T>(list: &Value, use_them: impl FnOnce(&[Seen<'_>]) -> T) -> Result<T> {
    let items: Vec<Value> = list.try_iter()?.collect();
    let seen: Vec<Seen<'_>> = items.iter().map(seen).collect::<Result<_>>()?;
    Ok(use_them(&seen))
}

/// The basis of a sum that a template handed over.
fn stated<T>(basis: &Value, use_it: impl FnOnce(Stated<'_>) -> T) -> Result<T> {
    let it = basis.downcast_object_ref::<MoneyObject>().ok_or_else(|| refused("a sum of an entry"))?;
    let money = it.money().ok_or_else(|| refused("a sum of an entry"))?;
    let code = it.page.site.entry(it.spot.holder).language.code();
    Ok(use_it(Stated { page: &it.page, money, code }))
}

/// The entries of a list.
fn entries_of(list: &Value) -> Result<Arc<[EntryIx]>> {
    if let Some(entries) = list.downcast_object_ref::<EntryList>() {
        return Ok(entries.list.clone());
    }
    if let Some(flows) = list.downcast_object_ref::<FlowList>() {
        return Ok(flows.shown.list.clone());
    }
    let entry = |value: Value| value.downcast_object_ref::<EntryObject>().map(|entry| entry.ix);
    list.try_iter()?.map(|value| entry(value).ok_or_else(|| refused("an entry"))).collect()
}

/// `t("key", name=value, n=3)`: an interface text in the page's language.
fn translate(state: &State<'_, '_>, key: &str, arguments: Kwargs) -> Result<Value> {
    let page = page(state)?;
    let missing = || Error::new(ErrorKind::UndefinedError, format!("there is no interface text `{key}`"));
    let message = page.message(key).ok_or_else(missing)?;
    if arguments.args().next().is_none() {
        return Ok(Value::from(message));
    }
    let mut texts = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let number = if value.is_number() { value.as_i64() } else { None };
        let text = number.map_or_else(|| value.to_string(), |number| page.tongue().formats.integer(number));
        texts.push((name, number, text));
    }
    let n = texts.iter().find(|(name, ..)| *name == "n").and_then(|(_, n, _)| *n);
    let words: Vec<(&str, &str)> = texts.iter().map(|(name, _, text)| (*name, text.as_str())).collect();
    Ok(Value::from(page.tongue().messages.format(key, &words, n).unwrap_or_default()))
}

fn href(state: &State<'_, '_>, address: &str) -> Result<String> {
    Ok(page(state)?.link(&Address::new(address)))
}

fn asset(state: &State<'_, '_>, name: &str, _rest: Rest<Value>) -> Result<String> {
    let page = page(state)?;
    page.asset(name).ok_or_else(|| Error::new(ErrorKind::UndefinedError, format!("there is no asset `{name}`")))
}

fn number(state: &State<'_, '_>, value: i64) -> Result<String> {
    Ok(page(state)?.tongue().formats.integer(value))
}

fn lang_of(state: &State<'_, '_>, code: &str) -> Result<Value> {
    let page = page(state)?;
    Ok(html(|html| words::lang_of(html, &page, code)))
}

/// `words(text, code)`: words, marked where they are in another language than the page.
fn marked(state: &State<'_, '_>, text: &Value, code: &str) -> Result<Value> {
    let page = page(state)?;
    let inner = |html: &mut Html| {
        html.shown(text);
    };
    Ok(html(|html| words::words(html, &page, code, inner)))
}

fn quote(state: &State<'_, '_>, text: &str, code: &str) -> Result<Value> {
    let page = page(state)?;
    Ok(html(|html| words::quote(html, &page, text, code)))
}

fn date(date: &Value) -> Result<Value> {
    if let Some(it) = date.downcast_object_ref::<DateObject>() {
        return Ok(html(|html| words::day(html, &it.page, it.date)));
    }
    let (text, iso) = (attribute(date, "text")?.to_string(), attribute(date, "iso")?.to_string());
    Ok(html(|html| words::date(html, &text, &iso)))
}

fn link(entry: &Value) -> Result<Value> {
    let it = entry.downcast_object_ref::<EntryObject>().ok_or_else(|| refused("an entry"))?;
    Ok(html(|html| words::link(html, &it.page, it.ix)))
}

/// `linked(sentence, entry)`: a sentence in which `|` stands for an entry.
fn linked(sentence: &str, entry: &Value) -> Result<Value> {
    let it = entry.downcast_object_ref::<EntryObject>().ok_or_else(|| refused("an entry"))?;
    Ok(html(|html| words::around(html, sentence, |html| words::link(html, &it.page, it.ix))))
}

/// `told(sentence, text, code)`: a sentence in which `|` stands for words of an entry.
fn told(state: &State<'_, '_>, sentence: &str, text: &Value, code: &str) -> Result<Value> {
    let page = page(state)?;
    let inner = |html: &mut Html| {
        words::words(html, &page, code, |html| {
            html.shown(text);
        });
    };
    Ok(html(|html| words::around(html, sentence, inner)))
}

fn status(choice: &Value) -> Result<Value> {
    let (id, text) = (attribute(choice, "id")?, attribute(choice, "text")?);
    Ok(html(|html| words::status(html, &id.to_string(), &text.to_string())))
}

/// `amount(sum)`: the figure alone, of a basis or of a line of totals.
fn amount(sum: &Value) -> Result<Value> {
    if let Some(LineObject { page, line }) = sum.downcast_object_ref() {
        return Ok(html(|html| money::amount(html, page, line.minor, line.currency)));
    }
    let (figure, amount) = (attribute(sum, "figure")?, attribute(sum, "amount")?);
    Ok(html(|html| money::figure(html, &figure.to_string(), &amount.to_string())))
}

/// `figures(totals, href)`: sums over several entries, each leading to `href` where there is one; `compared_figures` tells those
/// of the site's two newest years beside them.
fn figures(totals: &Value, href: Option<&str>, write: OfTotals) -> Result<Value> {
    let it = totals.downcast_object_ref::<TotalsObject>().ok_or_else(|| refused("the sums of entries"))?;
    Ok(html(|html| write(html, &it.page, &it.totals, href)))
}

/// `dl(facts, style)`: a definition list.
fn dl(facts: &Value, style: Option<&str>) -> Result<Value> {
    let style = style.unwrap_or("facts");
    each(facts, |facts| html(|html| values::dl(html, facts.iter().copied(), style)))
}

/// `group_table(name, caption, items, style)`: groups of one shape as a table.
fn group_table(name: &str, caption: &Value, items: &Value, style: Option<&str>) -> Result<Value> {
    let look = |html: &mut Html| {
        html.shown(caption);
    };
    let style = style.unwrap_or("stacked");
    each(items, |items| html(|html| values::group_table(html, name, items, (style, look))))
}

fn entry_list(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let (page, entries) = (page(state)?, entries_of(list)?);
    Ok(html(|html| lists::entry_list(html, &page, &entries)))
}

/// `table_rows(entries)`: the rows of a kind's list.
fn table_rows(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let (page, entries) = (page(state)?, entries_of(list)?);
    let columns = list.downcast_object_ref::<EntryList>().map(|list| list.columns.clone()).unwrap_or_default();
    Ok(html(|html| lists::table_rows(html, &page, (&entries, lists::Anchors::Ids), &columns)))
}

/// `source_items(sources)`: the sources of an entry as list items.
fn source_items(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let page = page(state)?;
    let items: Vec<Value> = list.try_iter()?.collect();
    let source = |item| Value::downcast_object_ref::<SourceObject>(item).and_then(SourceObject::source);
    let sources: Option<Vec<_>> = items.iter().map(source).collect();
    let sources = sources.ok_or_else(|| refused("a source of an entry"))?;
    Ok(html(|html| lists::source_items(html, &page, &sources)))
}
