//! Columns: what each document has of facets, dates, amounts, wholes, and its place in the alphabet.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::files::{Fault, Store, damaged};
use super::manifest::{BLOCK, Line, Manifest, name_column};
use crate::search::format::{Bytes, Damage};

/// The last day that a date can be.
const LAST_DAY: u32 = 9999 * 512 + 12 * 32 + 31;

/// The columns of an index, each read when it is first asked for.
pub struct Columns<'a> {
    store: &'a Store<'a>,
    manifest: &'a Manifest,
    facets: Vec<OnceCell<Codes>>,
    dates: OnceCell<Vec<u32>>,
    amounts: OnceCell<Amounts>,
    wholes: OnceCell<HashMap<u32, Vec<u32>>>,
    names: HashMap<String, OnceCell<Vec<u32>>>,
}

/// Several numbers for each document.
#[derive(Debug, Default)]
pub struct Codes {
    all: Vec<u32>,
    /// Where the numbers of each document end.
    ends: Vec<usize>,
}

impl Codes {
    /// The numbers of a document.
    pub fn of(&self, document: u32) -> &[u32] {
        &self.all[range(&self.ends, document)]
    }
}

/// An amount: its line and its minor units.
pub type Amount = (usize, i64);

/// What documents have of amounts.
#[derive(Debug, Default)]
pub struct Amounts {
    all: Vec<Amount>,
    ends: Vec<usize>,
    /// Whether documents are of a kind that has amounts.
    could: Vec<bool>,
}

impl Amounts {
    /// The amounts of a document.
    pub fn of(&self, document: u32) -> &[Amount] {
        &self.all[range(&self.ends, document)]
    }

    /// Whether a document has no amount although others of its kind have.
    pub fn is_without(&self, document: u32) -> bool {
        self.of(document).is_empty() && self.could.get(document as usize).copied().unwrap_or(false)
    }
}

fn range(ends: &[usize], document: u32) -> std::ops::Range<usize> {
    let at = document as usize;
    let from = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    from..ends.get(at).copied().unwrap_or(from)
}

impl<'a> Columns<'a> {
    pub fn new(store: &'a Store<'a>, manifest: &'a Manifest) -> Self {
        let names = manifest.languages.iter().map(|language| (name_column(language), OnceCell::new()));
        Self {
            store,
            manifest,
            facets: manifest.facets.iter().map(|_| OnceCell::new()).collect(),
            dates: OnceCell::new(),
            amounts: OnceCell::new(),
            wholes: OnceCell::new(),
            names: names.collect(),
        }
    }

    /// The codes of a facet.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn facet(&self, facet: usize) -> Result<&Codes, Fault> {
        let told = &self.manifest.facets[facet];
        once(&self.facets[facet], || {
            let mut codes = Codes::default();
            for (block, bytes) in told.blocks.iter().enumerate() {
                let documents = self.manifest.documents_in(block);
                if *bytes == 0 {
                    codes.ends.resize(codes.ends.len() + documents, codes.all.len());
                    continue;
                }
                let read = |bytes: &mut Bytes<'_>| facet_block(bytes, documents, told.values, &mut codes);
                self.read(&told.name, block, read)?;
            }
            Ok(codes)
        })
    }

    /// The dates: year·512 + month·32 + day, month and day 0 where they are not known; 0 where there is no date.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn dates(&self) -> Result<&[u32], Fault> {
        let dates = once(&self.dates, || {
            self.blocks("date", |bytes, count, dates: &mut Vec<u32>| {
                let mut before = 0;
                for _ in 0..count {
                    before = i64::checked_sub(before, bytes.zigzag()?).unwrap_or(-1);
                    let date = u32::try_from(before).ok().filter(|date| *date <= LAST_DAY);
                    dates.push(date.ok_or(Damage("one of its dates is none"))?);
                }
                Ok(())
            })
        });
        dates.map(Vec::as_slice)
    }

    /// The amounts.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn amounts(&self) -> Result<&Amounts, Fault> {
        once(&self.amounts, || {
            let mut amounts = Amounts::default();
            for block in 0..self.manifest.blocks() {
                let documents = self.manifest.documents_in(block);
                if !self.manifest.has_block("amount", block) {
                    amounts.ends.resize(amounts.ends.len() + documents, amounts.all.len());
                    amounts.could.resize(amounts.ends.len(), false);
                    continue;
                }
                let read = |bytes: &mut Bytes<'_>| amount_block(bytes, documents, &self.manifest.lines, &mut amounts);
                self.read("amount", block, read)?;
            }
            Ok(amounts)
        })
    }

    /// The documents of which others are parts, by the part; nearest first.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn wholes(&self) -> Result<&HashMap<u32, Vec<u32>>, Fault> {
        let entries = u32::try_from(self.manifest.entries).unwrap_or(u32::MAX);
        once(&self.wholes, || {
            let mut wholes = HashMap::new();
            for block in (0..self.manifest.blocks()).filter(|block| self.manifest.has_block("whole", *block)) {
                let first = (block * BLOCK) as u32;
                self.read("whole", block, |bytes| {
                    let mut at = first;
                    for _ in 0..bytes.varint()? {
                        at = at.checked_add(bytes.number()?).ok_or(Damage("its documents are beyond the last"))?;
                        let count = bytes.count()?;
                        let mut own = Vec::new();
                        for _ in 0..count {
                            own.push(bytes.number()?);
                        }
                        if at >= entries || own.iter().any(|whole| *whole >= entries) {
                            return Err(Damage("its documents are beyond the last"));
                        }
                        wholes.insert(at, own);
                    }
                    bytes.end()
                })?;
            }
            Ok(wholes)
        })
    }

    /// The place of each document among all by title, in the alphabet of a language of the site.
    ///
    /// # Errors
    /// A file is not there or damaged.
    pub fn names(&self, language: &str) -> Result<&[u32], Fault> {
        let name = name_column(language);
        let Some(names) = self.names.get(&name) else { return Ok(&[]) };
        let places = once(names, || {
            self.blocks(&name, |bytes, count, places: &mut Vec<u32>| {
                places.extend(bytes.planes(count, 4)?);
                Ok(())
            })
        });
        places.map(Vec::as_slice)
    }

    /// All blocks of a column that has a number for each document; 0 where a block has no file.
    fn blocks(
        &self,
        column: &str,
        mut take: impl FnMut(&mut Bytes<'_>, usize, &mut Vec<u32>) -> Result<(), Damage>,
    ) -> Result<Vec<u32>, Fault> {
        let mut all = Vec::new();
        for block in 0..self.manifest.blocks() {
            let documents = self.manifest.documents_in(block);
            if !self.manifest.has_block(column, block) {
                all.resize(all.len() + documents, 0);
                continue;
            }
            self.read(column, block, |bytes| {
                take(bytes, documents, &mut all)?;
                bytes.end()
            })?;
        }
        Ok(all)
    }

    fn read(
        &self,
        column: &str,
        block: usize,
        take: impl FnOnce(&mut Bytes<'_>) -> Result<(), Damage>,
    ) -> Result<(), Fault> {
        let name = format!("columns/{column}/{block}.bin");
        let content = self.store.content(&name)?;
        take(&mut Bytes::new(&content)).map_err(damaged(&name))
    }
}

/// What is in the cell, which is filled first where it is empty and that goes well.
fn once<T>(cell: &OnceCell<T>, fill: impl FnOnce() -> Result<T, Fault>) -> Result<&T, Fault> {
    if let Some(filled) = cell.get() {
        return Ok(filled);
    }
    let filled = fill()?;
    Ok(cell.get_or_init(|| filled))
}

const NO_VALUE: Damage = Damage("one of its values is none of the facet");

fn facet_block(bytes: &mut Bytes<'_>, count: usize, values: usize, to: &mut Codes) -> Result<(), Damage> {
    match bytes.byte()? {
        0 => {
            let width = bytes.byte()?;
            for code in bytes.planes(count, width)? {
                if code as usize > values {
                    return Err(NO_VALUE);
                }
                to.all.extend(code.checked_sub(1));
                to.ends.push(to.all.len());
            }
        }
        1 => {
            for _ in 0..count {
                for _ in 0..bytes.varint()? {
                    let code = bytes.number()?;
                    if code as usize >= values {
                        return Err(NO_VALUE);
                    }
                    to.all.push(code);
                }
                to.ends.push(to.all.len());
            }
        }
        _ => return Err(Damage("it has no known shape")),
    }
    bytes.end()
}

fn amount_block(bytes: &mut Bytes<'_>, count: usize, lines: &[Line], to: &mut Amounts) -> Result<(), Damage> {
    const NO_AMOUNT: Damage = Damage("one of its amounts is none");
    let size = bytes.count()?;
    let mut heads = Bytes::new(bytes.take(size)?);
    let size = bytes.count()?;
    let mut exponents = Bytes::new(bytes.take(size)?);
    let mut minor = |bytes: &mut Bytes<'_>| {
        let unit = 10_i64.checked_pow(u32::from(exponents.byte()?)).ok_or(NO_AMOUNT)?;
        bytes.zigzag()?.checked_mul(unit).ok_or(NO_AMOUNT)
    };
    for _ in 0..count {
        let head = heads.count()?;
        match head.checked_sub(2) {
            None => {}
            Some(line) if line < lines.len() => to.all.push((line, minor(bytes)?)),
            Some(line) if line == lines.len() => {
                for _ in 0..bytes.varint()? {
                    let line = bytes.count()?;
                    if line >= lines.len() {
                        return Err(NO_AMOUNT);
                    }
                    to.all.push((line, minor(bytes)?));
                }
            }
            Some(_) => return Err(NO_AMOUNT),
        }
        to.ends.push(to.all.len());
        to.could.push(head > 0);
    }
    exponents.end()?;
    heads.end()?;
    bytes.end()
}
