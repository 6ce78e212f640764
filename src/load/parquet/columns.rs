//! The columns of a Parquet file, found in its schema before any value is read.

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::schema::types::{Type, TypePtr};

use super::{Fault, refused};

/// One column: a single value, or a list of them, in each row.
pub struct Column {
    /// The names that lead to it, with points between them.
    pub path: String,
    pub holds: Holds,
}

/// How the values of a column are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Truth,
    Number,
    Words,
    /// Days since 1970.
    Days,
    /// Moments since 1970, so many of them a second.
    Moments(i64),
}

/// The columns in the order of the schema.
///
/// # Errors
/// A column holds what cannot stand in a cell.
pub fn of(schema: &Type) -> Result<Vec<Column>, Fault> {
    let mut columns = Vec::new();
    for field in schema.get_fields() {
        under("", field, &mut columns)?;
    }
    Ok(columns)
}

/// What a field is to one who reads rows.
pub enum Field<'a> {
    Single(&'a Type),
    /// A list of single values.
    List(&'a Type),
    Group(&'a [TypePtr]),
    /// What cannot be read, in words.
    Other(&'static str),
}

/// What a field is, by the rules of the format for lists (LogicalTypes.md, backward compatibility).
pub fn sort(field: &Type) -> Field<'_> {
    let info = field.get_basic_info();
    let repeats = |field: &Type| {
        field.get_basic_info().has_repetition() && field.get_basic_info().repetition() == Repetition::REPEATED
    };
    match (field.is_primitive(), info.converted_type()) {
        _ if !info.has_repetition() => Field::Other("something without a type"),
        (true, _) if repeats(field) => Field::List(field),
        (true, _) => Field::Single(field),
        (_, ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE) => Field::Other("a map"),
        (_, ConvertedType::LIST) => match field.get_fields() {
            [item] if repeats(field) || !repeats(item) => Field::Other("a list of lists"),
            [item] if item.is_primitive() => Field::List(item),
            [item] => match item.get_fields() {
                [only] if only.is_primitive() && !repeats(only) && !is_old_group(item.name()) => Field::List(only),
                _ => Field::Other("a list of groups"),
            },
            _ => Field::Other("a list of groups"),
        },
        _ if repeats(field) => Field::Other("a list of groups"),
        _ => Field::Group(field.get_fields()),
    }
}

/// Names by which old writers tell a list of groups of one column from a list of single values.
fn is_old_group(name: &str) -> bool {
    name == "array" || name.ends_with("_tuple")
}

fn under(above: &str, field: &Type, columns: &mut Vec<Column>) -> Result<(), Fault> {
    let path = if above.is_empty() { field.name().to_owned() } else { format!("{above}.{}", field.name()) };
    let holds = match sort(field) {
        Field::Group(fields) => return fields.iter().try_for_each(|field| under(&path, field, columns)),
        Field::Single(leaf) | Field::List(leaf) => holds(leaf),
        Field::Other(what) => Err(what),
    };
    match holds {
        Ok(holds) => columns.push(Column { path, holds }),
        Err(what) => {
            let help = "export the table without this column, or as text";
            return Err(refused(format!("the column `{path}` holds {what}, which cannot stand in a cell"), help));
        }
    }
    Ok(())
}

/// What single values of this type are; in words where they cannot be read.
fn holds(leaf: &Type) -> Result<Holds, &'static str> {
    let info = leaf.get_basic_info();
    let converted = info.converted_type();
    match (leaf.get_physical_type(), converted, info.logical_type_ref()) {
        (Physical::BOOLEAN, ..) => Ok(Holds::Truth),
        (Physical::FLOAT | Physical::DOUBLE, ..) => Ok(Holds::Number),
        (Physical::INT96, ..) => Ok(Holds::Moments(1_000)),
        (Physical::INT32, ConvertedType::DATE, _) => Ok(Holds::Days),
        (Physical::INT32, ConvertedType::NONE, Some(LogicalType::Date)) => Ok(Holds::Days),
        (Physical::INT64, ConvertedType::TIMESTAMP_MILLIS, _) => Ok(Holds::Moments(1_000)),
        (Physical::INT64, ConvertedType::TIMESTAMP_MICROS, _) => Ok(Holds::Moments(1_000_000)),
        (Physical::INT64, ConvertedType::NONE, Some(LogicalType::Timestamp(moments))) => {
            Ok(Holds::Moments(match moments.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            }))
        }
        (_, ConvertedType::DECIMAL, _) => Ok(Holds::Number),
        (Physical::INT32 | Physical::INT64, converted, logical) => match (converted, logical) {
            (ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS, _) | (_, Some(LogicalType::Time(_))) => {
                Err("times of day")
            }
            (ConvertedType::NONE, None) => Ok(Holds::Number),
            (ConvertedType::NONE, Some(LogicalType::Integer(whole))) if whole.is_signed => Ok(Holds::Number),
            (ConvertedType::NONE, _) => Err("numbers of an unknown sort"),
            _ => Ok(Holds::Number),
        },
        (_, ConvertedType::INTERVAL, _) => Err("spans of time"),
        (Physical::BYTE_ARRAY, ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON, _) => Ok(Holds::Words),
        (_, ConvertedType::NONE, Some(LogicalType::Float16)) => Ok(Holds::Number),
        (_, ConvertedType::NONE, None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json)) => {
            Ok(Holds::Words)
        }
        _ => Err("bytes that are no text"),
    }
}
