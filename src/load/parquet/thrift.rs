//! The compact protocol of Thrift, in which Parquet writes what it tells of itself, as far as it must be looked at before the
//! crate reads it.

/// A walk over what is written in the compact protocol of Thrift.
pub struct Thrift<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// What is done with each number: the field in which its group stands, its own field, and the number.
pub type Take<'t> = dyn FnMut(i64, i64, i64) + 't;

/// How deep groups may stand in groups; those of a header are three.
const DEEPEST: usize = 8;

impl<'b> Thrift<'b> {
    /// A walk that begins at a byte.
    pub fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where the walk is.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Walks over the fields of a group, which stands in the field `outer` of another; nothing where it is damaged.
    pub fn fields(&mut self, outer: i64, depth: usize, take: &mut Take<'_>) -> Option<()> {
        let mut field = 0_i64;
        while let Some(kind) = self.next(&mut field)? {
            self.value(kind, (outer, field), depth, take)?;
        }
        Some(())
    }

    /// Walks to the next field of a group, whose number was `field`; gives its kind, or nothing at the end of the group.
    pub fn next(&mut self, field: &mut i64) -> Option<Option<u8>> {
        let head = self.byte()?;
        if head == 0 {
            return Some(None);
        }
        *field = match head >> 4 {
            0 => self.signed()?,
            step => field.checked_add(i64::from(step))?,
        };
        Some(Some(head & 0x0f))
    }

    /// Walks over the beginning of a list; gives how many items it has, and of which kind.
    pub fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.unsigned()? } else { u64::from(head >> 4) };
        Some((count, head & 0x0f))
    }

    /// Walks over a value, of which numbers and truths are told.
    pub fn value(&mut self, kind: u8, (outer, field): (i64, i64), depth: usize, take: &mut Take<'_>) -> Option<()> {
        match kind {
            1 | 2 => take(outer, field, i64::from(kind == 1)),
            3 => self.at += 1,
            4..=6 => {
                let value = self.signed()?;
                take(outer, field, value);
            }
            7 => self.at += 8,
            8 => {
                let length = usize::try_from(self.unsigned()?).ok()?;
                self.at = self.at.checked_add(length)?;
            }
            9 | 10 if depth < DEEPEST => {
                let (count, kind) = self.list()?;
                // A truth in a list is a byte.
                let kind = if matches!(kind, 1 | 2) { 3 } else { kind };
                for _ in 0..count {
                    self.value(kind, (i64::MAX, i64::MAX), depth + 1, &mut |_, _, _| {})?;
                    (self.at <= self.bytes.len()).then_some(())?;
                }
            }
            12 if depth < DEEPEST => self.fields(field, depth + 1, take)?,
            _ => return None,
        }
        (self.at <= self.bytes.len()).then_some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A number whose last bit is its sign.
    fn signed(&mut self) -> Option<i64> {
        let value = self.unsigned()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }
}
