//! Words that are inflected, and how lists of them are written: a stem, a full stop, and letters that say the rest.

use super::lists::{find, split_at_stop};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Common,
    Neuter,
}

/// How nouns are inflected: what each form adds to the stem.
#[derive(Debug)]
pub struct Declension {
    /// The letter that names it in a list. As a capital it says besides that the stem's last letter is doubled before an
    /// ending: `klub`, `klubben`.
    pub letter: u8,
    pub gender: Gender,
    pub indefinite: &'static str,
    pub definite: &'static str,
    pub plural: &'static str,
    pub definite_plural: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub enum NounForm {
    Indefinite,
    Definite,
    Plural,
    DefinitePlural,
}

/// A noun: `plan`, or a stem and what derives a noun from it: `etabler` and `ing`.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    pub stem: &'static str,
    pub suffix: &'static str,
    pub declension: &'static Declension,
    pub is_doubled: bool,
    /// What joins it to the next part of a compound: nothing, `s` or `e`.
    pub link: &'static str,
}

/// How verbs are inflected: what each form adds to the stem.
#[derive(Debug)]
pub struct Conjugation {
    pub letter: u8,
    pub present: &'static str,
    pub past: &'static str,
    pub perfect: &'static str,
}

/// A verb that takes an object. Infinitive and passive end in `e` and `es` in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    pub stem: &'static str,
    pub conjugation: &'static Conjugation,
    /// What makes a noun of it: `ing`, `ning`, `else`.
    pub nominal: Option<&'static str>,
    /// Whether it may be done again (`gen-`, `gjen-`).
    pub is_repeatable: bool,
}

/// How adjectives are inflected.
#[derive(Debug)]
pub struct Comparison {
    pub letter: u8,
    /// Endings of the common gender, the neuter, and of plural and definite; `2` doubles the stem's last letter.
    pub endings: [&'static str; 3],
}

#[derive(Clone, Copy, Debug)]
pub struct Adjective {
    pub stem: &'static str,
    pub comparison: &'static Comparison,
    /// Whether there is a noun of it (`-hed`, `-het`).
    pub is_quality: bool,
    /// Whether it has an opposite (`u-`).
    pub has_opposite: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum AdjectiveForm {
    Of(Gender),
    /// Plural and definite.
    Weak,
}

impl Noun {
    /// Of `forening.as`: stem, declension, link.
    pub const fn read(word: &'static str, declensions: &'static [Declension]) -> Self {
        let (stem, marks) = split_at_stop(word);
        let letter = marks.as_bytes()[0].to_ascii_lowercase();
        let mut at = 0;
        while declensions[at].letter != letter {
            at += 1;
        }
        let link = marks.split_at(1).1;
        let is_doubled = marks.as_bytes()[0].is_ascii_uppercase();
        Self { stem, suffix: "", declension: &declensions[at], is_doubled, link }
    }

    pub fn gender(self) -> Gender {
        self.declension.gender
    }

    /// Writes a form.
    pub fn write(self, form: NounForm, out: &mut String) {
        let Declension { indefinite, definite, plural, definite_plural, .. } = self.declension;
        let ending = match form {
            NounForm::Indefinite => indefinite,
            NounForm::Definite => definite,
            NounForm::Plural => plural,
            NounForm::DefinitePlural => definite_plural,
        };
        out.push_str(self.stem);
        out.push_str(self.suffix);
        if self.is_doubled && !ending.is_empty() {
            double_last(out);
        }
        out.push_str(ending);
    }

    /// Writes it as a part of a compound that others follow.
    pub fn write_first(self, out: &mut String) {
        self.write(NounForm::Indefinite, out);
        out.push_str(self.link);
    }
}

impl Verb {
    /// Of `etabler.agr`: stem, conjugation, `g` for a noun on -ing (`n` -ning, `l` -else), `r` where it may be done again.
    pub const fn read(word: &'static str, conjugations: &'static [Conjugation]) -> Self {
        let (stem, marks) = split_at_stop(word);
        let mut at = 0;
        while conjugations[at].letter != marks.as_bytes()[0] {
            at += 1;
        }
        let nominal = match (find(marks, b'g'), find(marks, b'n'), find(marks, b'l')) {
            (true, ..) => Some("ing"),
            (_, true, _) => Some("ning"),
            (.., true) => Some("else"),
            _ => None,
        };
        Self { stem, conjugation: &conjugations[at], nominal, is_repeatable: find(marks, b'r') }
    }
}

impl Adjective {
    /// Of `synlig.ahu`: stem, comparison, `h` for a noun on -hed, `u` for an opposite.
    pub const fn read(word: &'static str, comparisons: &'static [Comparison]) -> Self {
        let (stem, marks) = split_at_stop(word);
        let mut at = 0;
        while comparisons[at].letter != marks.as_bytes()[0] {
            at += 1;
        }
        let (is_quality, has_opposite) = (find(marks, b'h'), find(marks, b'u'));
        Self { stem, comparison: &comparisons[at], is_quality, has_opposite }
    }

    /// Writes a form.
    pub fn write(self, form: AdjectiveForm, out: &mut String) {
        let endings = self.comparison.endings;
        let ending = match form {
            AdjectiveForm::Of(Gender::Common) => endings[0],
            AdjectiveForm::Of(Gender::Neuter) => endings[1],
            AdjectiveForm::Weak => endings[2],
        };
        out.push_str(self.stem);
        match ending.strip_prefix('2') {
            Some(rest) => {
                double_last(out);
                out.push_str(rest);
            }
            None => out.push_str(ending),
        }
    }
}

fn double_last(out: &mut String) {
    out.extend(out.chars().next_back());
}

#[cfg(test)]
mod tests {
    use super::super::words::{DANISH, NORWEGIAN, Words};
    use super::*;

    fn forms(words: &Words, stem: &str) -> String {
        let noun = words.lexicon.nouns.iter().find(|noun| noun.stem == stem).expect("a noun");
        let forms = [NounForm::Indefinite, NounForm::Definite, NounForm::Plural, NounForm::DefinitePlural];
        let written = forms.map(|form| {
            let mut out = String::new();
            noun.write(form, &mut out);
            out
        });
        written.join(" ")
    }

    #[test]
    fn nouns_are_inflected_after_their_declension() {
        let danish = [
            ("plan", "plan planen planer planerne"),
            ("klub", "klub klubben klubber klubberne"),
            ("tilskud", "tilskud tilskuddet tilskud tilskuddene"),
            ("kurs", "kursus kurset kurser kurserne"),
            ("cent", "center centret centre centrene"),
            ("lærer", "lærer læreren lærere lærerne"),
        ];
        for (stem, wanted) in danish {
            assert_eq!(forms(&DANISH, stem), wanted);
        }
        let norwegian = [
            ("plan", "plan planen planer planene"),
            ("rom", "rom rommet rom rommene"),
            ("møte", "møte møtet møter møtene"),
            ("sent", "senter senteret sentre sentrene"),
            ("borger", "borger borgeren borgere borgerne"),
        ];
        for (stem, wanted) in norwegian {
            assert_eq!(forms(&NORWEGIAN, stem), wanted);
        }
    }

    #[test]
    fn adjectives_agree_with_their_nouns() {
        let forms = |words: &Words, stem: &str| {
            let adjective = words.lexicon.adjectives.iter().find(|one| one.stem == stem).expect("an adjective");
            let forms = [AdjectiveForm::Of(Gender::Common), AdjectiveForm::Of(Gender::Neuter), AdjectiveForm::Weak];
            let written = forms.map(|form| {
                let mut out = String::new();
                adjective.write(form, &mut out);
                out
            });
            written.join(" ")
        };
        assert_eq!(forms(&DANISH, "grøn"), "grøn grønt grønne");
        assert_eq!(forms(&DANISH, "teknisk"), "teknisk teknisk tekniske");
        assert_eq!(forms(&NORWEGIAN, "grøn"), "grønn grønt grønne");
        assert_eq!(forms(&NORWEGIAN, "mulig"), "mulig mulig mulige");
    }
}
