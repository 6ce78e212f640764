//! Sizes and counts as people write them: `20 MB`, `50_000_000`.

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Bytes,
    Count,
}

/// Units of size, the largest first; 1 MB is a million bytes, as disks are sold.
const SIZES: &[(&str, u64)] = &[("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("bytes", 1)];

impl Unit {
    /// An amount in words; what is no round number of its unit is rounded up, so that it never seems to be within a limit.
    pub fn words(self, amount: u64) -> String {
        if self == Self::Count {
            return grouped(amount);
        }
        let fitting = SIZES.iter().find(|(_, size)| amount >= *size).unwrap_or(&("bytes", 1));
        let (name, size) = *fitting;
        let hundredths = (u128::from(amount) * 100).div_ceil(u128::from(size));
        match (hundredths / 100, hundredths % 100) {
            (whole, 0) => format!("{whole} {name}"),
            (whole, part) => format!("{whole}.{part:02} {name}"),
        }
    }

    /// How an amount of it is written, for a help.
    pub fn example(self) -> &'static str {
        match self {
            Self::Bytes => "write a number of bytes, or such as \"20 MB\"",
            Self::Count => "write a number such as 2000",
        }
    }
}

fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The amount that is written in the settings, or nothing where it is none.
pub fn written(text: &str, unit: Unit) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '_').unwrap_or(text.len());
    let (digits, name) = text.split_at(end);
    let count: u64 = digits.replace('_', "").parse().ok()?;
    let name = name.trim();
    let size = match unit {
        _ if name.is_empty() => 1,
        Unit::Bytes => SIZES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1,
        Unit::Count => return None,
    };
    count.checked_mul(size).filter(|amount| *amount > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for (text, amount) in [("20 MB", 20_000_000), ("20mb", 20_000_000), ("1 kB", 1_000), ("1_000", 1_000), ("7", 7)]
        {
            assert_eq!(written(text, Unit::Bytes), Some(amount), "{text}");
            let words = Unit::Bytes.words(amount);
            assert_eq!(written(&words, Unit::Bytes), Some(amount), "{words}");
        }
        for text in ["", "0", "0 MB", "-1", "1.5 MB", "20 MiB", "many", "99999999999 GB"] {
            assert_eq!(written(text, Unit::Bytes), None, "{text}");
        }
        assert_eq!((written("3 MB", Unit::Count), written("3_000", Unit::Count)), (None, Some(3_000)));
        assert_eq!(Unit::Count.words(50_000_000), "50,000,000");
    }

    #[test]
    fn what_is_over_never_seems_to_be_within() {
        assert_eq!(Unit::Bytes.words(1_000_001), "1.01 MB");
        assert_eq!(Unit::Bytes.words(512_000_000), "512 MB");
    }
}
