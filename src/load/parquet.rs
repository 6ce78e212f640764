//! Parquet.
use super::{Loader, sheet::Sheet};
use crate::source::At;
pub fn read(_: &mut Loader<'_>, _: &At<String>, _: &[u8]) -> Option<Vec<Sheet>> {
    None
}
