//! Rules: what a kind demands of its entries under conditions.

use super::read::{KIND, Reader};
use super::{Rule, Schema};
use crate::diag::{Severity, did_you_mean};
use crate::raw::{Keys, Node, Raw};
use crate::source::At;

impl<'a> Reader<'a, '_> {
    pub(super) fn rules(&mut self, node: Option<&'a Node>, schema: &Schema) -> Vec<Rule> {
        let Some(Node { value: Raw::List(items), .. }) = node else { return Vec::new() };
        items.iter().filter_map(|item| self.rule(item, schema)).collect()
    }

    fn rule(&mut self, node: &'a Node, schema: &Schema) -> Option<Rule> {
        let mut keys = Keys::of(node)?;
        let require = keys.text("require");
        let unless = keys.take("unless").and_then(|node| match &node.value {
            Raw::Map(pairs) => pairs.first().and_then(|pair| Some((pair.key.clone(), pair.node.scalar()?.into()))),
            _ => None,
        });
        let severity = keys.text("severity").map_or(Severity::Error, |word| self.severity(word));
        keys.finish(&KIND, "a rule", self.diagnostics);
        let Some(require) = require else {
            let help = "add `require = \"…\"` with the name of a field";
            self.complain(node.place, "a rule needs `require = \"field\"`", Some(help.into()));
            return None;
        };
        if schema.by_name(require.value).is_none() {
            let fields = || schema.names().collect::<Vec<_>>().join(", ");
            let help = did_you_mean(require.value, schema.names())
                .unwrap_or_else(|| format!("a rule requires a field of its kind: {}", fields()));
            self.complain(require.place, format!("there is no field `{}`", require.value), Some(help));
            return None;
        }
        Some(Rule { require: At::new(require.value.into(), require.place), unless, severity })
    }

    fn severity(&mut self, word: At<&str>) -> Severity {
        const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Notice];
        ALL.into_iter().find(|severity| severity.word() == word.value).unwrap_or_else(|| {
            let help = did_you_mean(word.value, ALL.map(Severity::word))
                .unwrap_or_else(|| "one of: error, warning, notice".into());
            self.complain(word.place, format!("`{}` is not a severity", word.value), Some(help));
            Severity::Error
        })
    }
}
