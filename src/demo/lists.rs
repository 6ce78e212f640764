//! Lists of words as they are easiest to read: one text with blanks between, taken apart by the compiler.

/// How many words a list has.
pub const fn count(list: &str) -> usize {
    let bytes = list.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b' ' && (at == 0 || bytes[at - 1] == b' ') {
            count += 1;
        }
        at += 1;
    }
    count
}

/// The words of a list, of which there are `N`.
pub const fn words<const N: usize>(list: &'static str) -> [&'static str; N] {
    let bytes = list.as_bytes();
    let mut words = [""; N];
    let (mut at, mut start, mut count) = (0, 0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            if start < at {
                words[count] = list.split_at(at).0.split_at(start).1;
                count += 1;
            }
            start = at + 1;
        }
        at += 1;
    }
    words
}

/// What stands before and after a word's full stop.
pub const fn split_at_stop(word: &'static str) -> (&'static str, &'static str) {
    let mut at = 0;
    while word.as_bytes()[at] != b'.' {
        at += 1;
    }
    (word.split_at(at).0, word.split_at(at + 1).1)
}

/// Whether one of the marks behind the first is `mark`.
pub const fn find(marks: &str, mark: u8) -> bool {
    let mut at = 1;
    while at < marks.len() {
        if marks.as_bytes()[at] == mark {
            return true;
        }
        at += 1;
    }
    false
}

/// A list of words as a slice of what a function reads of each.
macro_rules! read {
    ($type:ty, $list:expr, $classes:expr) => {{
        const WORDS: [&str; $crate::demo::lists::count($list)] = $crate::demo::lists::words($list);
        const READ: [$type; WORDS.len()] = {
            let mut read = [<$type>::read(WORDS[0], $classes); WORDS.len()];
            let mut at = 1;
            while at < WORDS.len() {
                read[at] = <$type>::read(WORDS[at], $classes);
                at += 1;
            }
            read
        };
        &READ
    }};
}

pub(super) use read;
