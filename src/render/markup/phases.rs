//! The phases of a project or a partnership, and the members of a partnership.

use std::borrow::Cow;

use super::treatment::{between, worded};
use super::values::{dl, value};
use crate::entry::Value;
use crate::kind::capitalised;
use crate::render::html::Html;
use crate::render::spot::Seen;

/// What a phase tells beside its facts.
const OF_PHASE: &[&str] = &["number", "title", "text"];
/// The member that says that a phase leads back to the first.
const CIRCULAR: &str = "circular";

/// Phases with the source's own numbers; a circle is said in words.
pub fn phases(html: &mut Html, list: Seen<'_>) {
    let is_round = |it: &Seen<'_>| matches!(it.member(CIRCULAR), Some(Seen { value: Value::Boolean(true), .. }));
    let (all, round) = (list.items().len(), list.items().filter(is_round).count());
    if round == all {
        html.markup("<p class=\"remarks\">").text(list.page.words("phases.circular")).markup("</p>");
    }
    let is_same = round == 0 || round == all;
    let is_told = |name: &str| OF_PHASE.contains(&name) || (is_same && name == CIRCULAR);
    html.markup("<ol class=\"children\">\n");
    for it in list.items() {
        html.markup("<li><h3>");
        if let Some(number) = it.member("number") {
            html.markup("<span class=\"ordinal\">").text(&number.text().unwrap_or_default()).markup("</span> ");
        }
        between(html, "", it.member("title"), worded, "");
        html.markup("</h3>\n");
        between(html, "<p>", it.member("text"), worded, "</p>");
        dl(html, it.members().filter(|member| !is_told(&member.field.name)), "facts");
        html.markup("</li>\n");
    }
    html.markup("</ol>");
}

/// Members, one line for each role, in the order in which the roles are met.
pub fn members(html: &mut Html, list: Seen<'_>) {
    let mut roles = Vec::new();
    for it in list.items() {
        if !roles.contains(&role(it)) {
            roles.push(role(it));
        }
    }
    html.markup("<dl class=\"facts\">\n");
    for shared in roles {
        let named = capitalised(&shared);
        let label = if named.is_empty() { list.page.words("partnership.no-role") } else { &named };
        html.markup("<div><dt>").text(label).markup("</dt><dd><ul class=\"many\">\n");
        for it in list.items().filter(|it| role(*it) == shared) {
            member(html, it);
            html.markup("\n");
        }
        html.markup("</ul></dd></div>\n");
    }
    html.markup("</dl>");
}

fn role(it: Seen<'_>) -> Cow<'_, str> {
    it.member("role").and_then(|role| role.text()).unwrap_or_default()
}

fn member(html: &mut Html, it: Seen<'_>) {
    html.markup("<li>");
    between(html, "", it.member("organisation"), value, "");
    if let Some(since) = it.member("since") {
        html.markup(" <span class=\"when\">").text(it.page.words("partnership.since")).markup(" ");
        value(html, since);
        html.markup("</span>");
    }
    between(html, " <span class=\"remark\">", it.member("note"), worded, "</span>");
    html.markup("</li>");
}
