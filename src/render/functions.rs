//! The functions and filters of templates: thin adapters between the engine's values and [`super::markup`].
//!
//! Each is registered in [`add`] under the name by which templates call it. What writes markup gives it as safe text.

use std::sync::Arc;

use minijinja::value::{Kwargs, Rest};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::entry::{EntryList, EntryObject};
use super::html::Html;
use super::markup::lists::{self, Party};
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

type Result<T> = std::result::Result<T, Error>;

/// Functions of one basis of a sum.
const OF_MONEY: &[(&str, fn(&mut Html, Stated<'_>))] = &[
    ("basis_of", money::basis_of),
    ("remarks", money::remarks),
    ("cell", money::cell),
    ("money", money::money),
    ("headline", money::headline),
];

/// Functions of a value of a field.
const OF_VALUES: &[(&str, fn(&mut Html, Seen<'_>))] = &[("value", values::value), ("beside", values::beside)];

/// Functions of several values or facts.
const OF_LISTS: &[(&str, fn(&mut Html, &[Seen<'_>]))] = &[
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
    env.add_function("link", |entry: &Value| html(|html| link(html, entry)));
    env.add_function("linked", linked);
    env.add_function("told", told);
    env.add_function("whole", |text: &str| html(|html| done(words::whole(html, text))));
    env.add_function("status", status);
    env.add_function("amount", amount);
    env.add_function("in_words", |basis: &Value| stated(basis, money::in_words));
    env.add_function("figures", figures);
    for (name, write) in OF_MONEY {
        env.add_function(*name, |basis: &Value| html(|html| stated(basis, |basis| write(html, basis))));
    }
    for (name, write) in OF_VALUES {
        env.add_function(*name, |value: &Value| html(|html| done(write(html, seen(value)?))));
    }
    for (name, write) in OF_LISTS {
        env.add_function(*name, |list: &Value| html(|html| each(list, |items| write(html, items))));
    }
    env.add_function("dl", dl);
    env.add_function("group_table", group_table);
    env.add_function("entry_list", entry_list);
    env.add_function("table_rows", table_rows);
    env.add_function("flow_rows", flow_rows);
    env.add_function("source_items", source_items);
}

/// The markup that `write` writes.
fn html(write: impl FnOnce(&mut Html) -> Result<()>) -> Result<Value> {
    let mut html = Html::default();
    write(&mut html)?;
    Ok(html.into_value())
}

fn done<T>(_: T) -> Result<()> {
    Ok(())
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
fn entries(list: &Value) -> Result<Arc<[EntryIx]>> {
    if let Some(entries) = list.downcast_object_ref::<EntryList>() {
        return Ok(entries.list.clone());
    }
    if let Some(flows) = list.downcast_object_ref::<FlowList>() {
        return Ok(flows.entries().clone());
    }
    let entry = |value: Value| value.downcast_object_ref::<EntryObject>().map(|entry| entry.ix);
    list.try_iter()?.map(|value| entry(value).ok_or_else(|| refused("an entry"))).collect()
}

/// `t("key", name=value, n=3)`: an interface text in the page's language.
fn translate(state: &State<'_, '_>, key: &str, arguments: Kwargs) -> Result<String> {
    let page = page(state)?;
    let messages = &page.tongue().messages;
    if messages.get(key).is_none() {
        return Err(Error::new(ErrorKind::UndefinedError, format!("there is no interface text `{key}`")));
    }
    let mut texts = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let number = value.as_i64();
        let text = number.map_or_else(|| value.to_string(), |number| page.tongue().formats.integer(number));
        texts.push((name, number, text));
    }
    if texts.is_empty() {
        return Ok(page.words(key).to_owned());
    }
    let n = texts.iter().find(|(name, ..)| *name == "n").and_then(|(_, n, _)| *n);
    let words: Vec<(&str, &str)> = texts.iter().map(|(name, _, text)| (*name, text.as_str())).collect();
    Ok(messages.format(key, &words, n).unwrap_or_default())
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
    html(|html| done(words::lang_of(html, &page, code)))
}

/// `words(text, code)`: words, marked where they are in another language than the page.
fn marked(state: &State<'_, '_>, text: &Value, code: &str) -> Result<Value> {
    let page = page(state)?;
    html(|html| {
        words::words(html, &page, code, |html| {
            html.shown(text);
        });
        Ok(())
    })
}

fn quote(state: &State<'_, '_>, text: &str, code: &str) -> Result<Value> {
    let page = page(state)?;
    html(|html| done(words::quote(html, &page, text, code)))
}

fn date(date: &Value) -> Result<Value> {
    html(|html| {
        if let Some(it) = date.downcast_object_ref::<DateObject>() {
            return done(words::day(html, &it.page, it.date));
        }
        let (text, iso) = (attribute(date, "text")?, attribute(date, "iso")?);
        done(words::date(html, &text.to_string(), &iso.to_string()))
    })
}

fn link(html: &mut Html, entry: &Value) -> Result<()> {
    let it = entry.downcast_object_ref::<EntryObject>().ok_or_else(|| refused("an entry"))?;
    done(words::link(html, &it.page, it.ix))
}

/// `linked(sentence, entry)`: a sentence in which `|` stands for an entry.
fn linked(sentence: &str, entry: &Value) -> Result<Value> {
    let it = entry.downcast_object_ref::<EntryObject>().ok_or_else(|| refused("an entry"))?;
    html(|html| done(words::around(html, sentence, |html| words::link(html, &it.page, it.ix))))
}

/// `told(sentence, text, code)`: a sentence in which `|` stands for words of an entry.
fn told(state: &State<'_, '_>, sentence: &str, text: &Value, code: &str) -> Result<Value> {
    let page = page(state)?;
    let inner = |html: &mut Html| {
        words::words(html, &page, code, |html| {
            html.shown(text);
        });
    };
    html(|html| done(words::around(html, sentence, inner)))
}

fn status(choice: &Value) -> Result<Value> {
    let (id, text) = (attribute(choice, "id")?, attribute(choice, "text")?);
    html(|html| done(words::status(html, &id.to_string(), &text.to_string())))
}

/// `amount(sum)`: the figure alone, of a basis or of a line of totals.
fn amount(sum: &Value) -> Result<Value> {
    if let Some(LineObject { page, line }) = sum.downcast_object_ref() {
        return html(|html| done(money::amount(html, page, line.minor, line.currency)));
    }
    let (figure, amount) = (attribute(sum, "figure")?, attribute(sum, "amount")?);
    html(|html| done(money::figure(html, &figure.to_string(), &amount.to_string())))
}

/// `figures(totals, href)`: sums over several entries, each leading to `href` where there is one.
fn figures(totals: &Value, href: Option<&str>) -> Result<Value> {
    let it = totals.downcast_object_ref::<TotalsObject>().ok_or_else(|| refused("the sums of entries"))?;
    html(|html| done(money::figures(html, &it.page, &it.totals, href)))
}

/// `dl(facts, style)`: a definition list.
fn dl(facts: &Value, style: Option<&str>) -> Result<Value> {
    let style = style.unwrap_or("facts");
    html(|html| each(facts, |facts| values::dl(html, facts.iter().copied(), style)))
}

/// `group_table(name, caption, items, style)`: groups of one shape as a table.
fn group_table(name: &str, caption: &Value, items: &Value, style: Option<&str>) -> Result<Value> {
    let look = |html: &mut Html| {
        html.shown(caption);
    };
    let style = style.unwrap_or("stacked");
    html(|html| each(items, |items| values::group_table(html, name, items, (style, look))))
}

fn entry_list(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let (page, entries) = (page(state)?, entries(list)?);
    html(|html| done(lists::entry_list(html, &page, &entries)))
}

/// `table_rows(entries)`: the rows of a kind's list.
fn table_rows(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let (page, entries) = (page(state)?, entries(list)?);
    let columns = list.downcast_object_ref::<EntryList>().map(|list| list.columns.clone()).unwrap_or_default();
    html(|html| done(lists::table_rows(html, &page, &entries, &columns)))
}

/// `flow_rows(name, entries, columns)`: the rows of a table of sums; each column has the `field` that names a party, and the
/// message that is its `label`.
fn flow_rows(state: &State<'_, '_>, name: &str, list: &Value, columns: &Value) -> Result<Value> {
    let (page, entries) = (page(state)?, entries(list)?);
    let column =
        |column: Value| Ok((attribute(&column, "field")?.to_string(), attribute(&column, "label")?.to_string()));
    let columns: Vec<(String, String)> = columns.try_iter()?.map(column).collect::<Result<_>>()?;
    let parties: Vec<Party<'_>> =
        columns.iter().map(|(field, label)| Party { field, label: page.words(label) }).collect();
    html(|html| done(lists::flow_rows(html, &page, (name, &entries), &parties)))
}

/// `source_items(sources)`: the sources of an entry as list items.
fn source_items(state: &State<'_, '_>, list: &Value) -> Result<Value> {
    let page = page(state)?;
    let items: Vec<Value> = list.try_iter()?.collect();
    let source = |item| Value::downcast_object_ref::<SourceObject>(item).and_then(SourceObject::source);
    let sources: Option<Vec<_>> = items.iter().map(source).collect();
    let sources = sources.ok_or_else(|| refused("a source of an entry"))?;
    html(|html| done(lists::source_items(html, &page, &sources)))
}
