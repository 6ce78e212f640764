//! The end of a Parquet file, looked at before the crate reads it: how deep its schema is nested, since each level takes
//! stack.

use super::Fault;
use super::thrift::Thrift;
use crate::limits::{Limit, Limits, Met};

/// What stands behind the footer: its length in four bytes, and the mark.
const TAIL: usize = 8;

/// Fields of the file's metadata and of an element of its schema (parquet.thrift), and the kind of a list.
const SCHEMA: i64 = 2;
const CHILDREN: i64 = 5;
const LIST: u8 = 9;

/// Refuses a file whose schema is nested too deep.
///
/// # Errors
/// It is, or the footer is damaged.
pub fn look(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    let footer = footer(bytes).ok_or_else(|| Fault::Damaged("its end is cut off".into()))?;
    let most = usize::try_from(limits.get(Limit::Nesting)).unwrap_or(usize::MAX);
    match depth(footer, most) {
        None => Err(Fault::Damaged("what it tells of its columns is damaged".into())),
        Some(depth) if depth > most => Err(limits.exceeded(Limit::Nesting, Met::More).into()),
        Some(_) => Ok(()),
    }
}

fn footer(bytes: &[u8]) -> Option<&[u8]> {
    let (rest, tail) = bytes.split_at_checked(bytes.len().checked_sub(TAIL)?)?;
    let length = u32::from_le_bytes(*tail.first_chunk()?);
    rest.get(rest.len().checked_sub(usize::try_from(length).ok()?)?..)
}

/// How deep the schema is nested, or more than `most`. Its elements stand one after the other, each before its children, of
/// which it says how many there are.
fn depth(footer: &[u8], most: usize) -> Option<usize> {
    let mut thrift = Thrift::new(footer, 0);
    let mut field = 0;
    let kind = loop {
        let kind = thrift.next(&mut field)??;
        if field == SCHEMA {
            break kind;
        }
        thrift.value(kind, (0, field), 0, &mut |_, _, _| {})?;
    };
    let (count, _) = (kind == LIST).then(|| thrift.list())??;
    // How many children are still to come of each element that is open.
    let mut open: Vec<i64> = Vec::new();
    let mut deepest = 0;
    for _ in 0..count {
        let mut children = 0;
        thrift.fields(0, 0, &mut |outer, field, value| {
            if (outer, field) == (0, CHILDREN) {
                children = value;
            }
        })?;
        if children > 0 {
            open.push(children);
        }
        deepest = deepest.max(open.len());
        if deepest > most {
            break;
        }
        let mut is_whole = children <= 0;
        while let Some(left) = open.last_mut().filter(|_| is_whole) {
            *left -= 1;
            is_whole = *left == 0;
            if is_whole {
                open.pop();
            }
        }
    }
    Some(deepest)
}
