//! Amounts as they are given: many small, few large.

use super::random::Random;

/// From, up to (in crowns), and how many of a hundred grants lie between.
const BRACKETS: &[(u64, u64, u64)] = &[
    (5_000, 50_000, 45),
    (50_000, 250_000, 32),
    (250_000, 1_000_000, 15),
    (1_000_000, 5_000_000, 6),
    (5_000_000, 25_000_000, 2),
];

/// An amount in øre: whole hundreds of crowns, one in fifteen to the øre.
pub fn amount(random: &mut Random) -> u64 {
    let mut roll = random.below(100);
    for (from, to, share) in BRACKETS {
        if roll < *share {
            let crowns = from + random.below(to - from);
            let ore = if random.below(15) == 0 { crowns * 100 + random.below(10_000) } else { crowns / 100 * 10_000 };
            return ore.max(100);
        }
        roll -= share;
    }
    100
}

/// `1250000.50`; whole crowns without decimals.
pub fn plain(ore: u64) -> String {
    match (ore / 100, ore % 100) {
        (crowns, 0) => crowns.to_string(),
        (crowns, rest) => format!("{crowns}.{rest:02}"),
    }
}

/// `1.250.000,50`
pub fn grouped(ore: u64) -> String {
    let digits = (ore / 100).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    format!("{text},{:02}", ore % 100)
}

/// Rounded up to a hundred thousand crowns, with something to spare: what a frame holds.
pub fn with_room(ore: u64) -> u64 {
    let step = 10_000_000;
    (ore + ore / 10).div_ceil(step).max(1) * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_both_ways() {
        let cases = [(125_000_050, "1250000.50", "1.250.000,50"), (90_000, "900", "900,00"), (1, "0.01", "0,01")];
        for (ore, as_plain, as_grouped) in cases {
            assert_eq!((plain(ore).as_str(), grouped(ore).as_str()), (as_plain, as_grouped));
        }
    }

    #[test]
    fn most_amounts_are_small_and_a_few_are_large() {
        let amounts: Vec<u64> = (0..2_000).map(|index| amount(&mut Random::of(1, 1, index))).collect();
        let above = |crowns: u64| amounts.iter().filter(|ore| **ore >= crowns * 100).count();
        assert!((900..1_300).contains(&above(50_000)) && (10..90).contains(&above(5_000_000)));
        assert!(amounts.iter().any(|ore| ore % 10_000 != 0) && amounts.iter().all(|ore| *ore < 2_500_000_000));
    }
}
