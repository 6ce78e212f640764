//! One colour becomes all that the pages need of it, in light and in dark: text reaches 4.5:1 and controls 3:1 on what they
//! stand on, whatever the colour (WCAG 2.2, 1.4.3 and 1.4.11).
//!
//! Lightness is changed in Oklch, which keeps the hue as people see it.

use std::fmt;

use palette::color_difference::Wcag21RelativeContrast;
use palette::convert::TryFromColor;
use palette::{IntoColor, Oklch, Srgb};

/// The least contrast of text.
pub const TEXT: f64 = 4.5;
/// The least contrast of controls and of what has meaning without being text.
pub const CONTROL: f64 = 3.0;
/// The contrast of text that stands out (WCAG 2.2, 1.4.6).
const STRONG: f64 = 7.0;

/// An sRGB colour, as style sheets write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The colour of a site that names none.
pub const USUAL: Colour = Colour([0x1b, 0x5e, 0x3f]);

const WHITE: Colour = Colour([0xff; 3]);
const BLACK: Colour = Colour([0; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Reads `#rrggbb`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_number.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    fn srgb(self) -> Srgb<f64> {
        Srgb::from(self.0).into_format()
    }

    /// How much two colours differ in luminance, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        self.srgb().relative_contrast(other.srgb())
    }

    fn oklch(self) -> Oklch<f64> {
        self.srgb().into_color()
    }

    /// The colour of this hue at a lightness from 0 to 1, with as much of its chroma as screens can show there.
    fn at(hue: Oklch<f64>, lightness: f64) -> Self {
        let shown = (0..=CHROMAS).rev().find_map(|part| {
            let chroma = hue.chroma * f64::from(part) / f64::from(CHROMAS);
            Srgb::<f64>::try_from_color(Oklch::new(lightness, chroma, hue.hue)).ok()
        });
        shown.map_or(if lightness < 0.5 { BLACK } else { WHITE }, |colour| Self(colour.into_format().into()))
    }
}

/// In how many steps chroma is given up, and lightness is looked for.
const CHROMAS: u8 = 50;
const STEPS: u16 = 250;

/// What pages stand on, and where the colours of a scheme begin.
struct Ground {
    paper: Colour,
    /// Towards which lightness text becomes readable: 0 on light paper, 1 on dark.
    far: f64,
    surface: f64,
    hairline: f64,
    /// Where the lightness of text, and that of filled controls, begins, given that of the brand.
    text: fn(f64) -> f64,
    base: fn(f64) -> f64,
    strong: f64,
}

/// The paper is that of `layouts/assets/style.css`; a test holds them together.
const LIGHT: Ground = Ground {
    paper: Colour([0xfd, 0xfc, 0xf9]),
    far: 0.0,
    surface: 0.955,
    hairline: 0.86,
    text: |brand| brand,
    base: |brand| brand,
    strong: 0.36,
};
const DARK: Ground = Ground {
    paper: Colour([0x17, 0x16, 0x13]),
    far: 1.0,
    surface: 0.26,
    hairline: 0.4,
    text: |brand| brand.max(0.78),
    base: |brand| brand.max(0.72),
    strong: 0.9,
};

/// What the pages need of a colour on one ground, named as Designsystemet names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Tinted paper.
    pub surface_default: Colour,
    /// Hairlines.
    pub border_subtle: Colour,
    /// Borders of controls.
    pub border_default: Colour,
    /// Links, marks and the ring of focus, on paper and on tinted paper.
    pub text_subtle: Colour,
    pub text_default: Colour,
    /// Filled controls, as they are, pointed at and pressed.
    pub base_default: Colour,
    pub base_hover: Colour,
    pub base_active: Colour,
    /// Words on filled controls.
    pub base_contrast_default: Colour,
}

/// The scales of a brand colour in light and in dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brand {
    pub light: Scale,
    pub dark: Scale,
}

/// The brand's colour as far as a scheme needs it to change, with words for what it colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjusted {
    pub what: &'static str,
    /// The contrast that the colour itself has, and that it needs.
    pub has: f64,
    pub needs: f64,
    pub becomes: Colour,
}

impl Brand {
    pub fn of(brand: Colour) -> Self {
        Self { light: scale(brand, &LIGHT), dark: scale(brand, &DARK) }
    }

    /// Where light pages cannot show the colour as it is. In dark a colour is lightened as a matter of course.
    pub fn adjusted(&self, brand: Colour) -> Vec<Adjusted> {
        let has = LIGHT.paper.contrast(brand);
        let parts = [
            ("text and links", TEXT, self.light.text_subtle),
            ("buttons and borders of controls", CONTROL, self.light.base_default),
        ];
        let changed = parts.into_iter().filter(|(_, _, becomes)| *becomes != brand);
        changed.map(|(what, needs, becomes)| Adjusted { what, has, needs, becomes }).collect()
    }

    /// The rules of a style sheet that set the custom properties, in the layer of the built-in theme, so that a file of a
    /// municipality's own theme has the last word. Paper is light.
    pub fn rules(&self) -> String {
        format!(
            "@layer glasklar {{\n:root {{\n{}}}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{}}}\n}}\n}}\n",
            self.light.properties(),
            self.dark.properties()
        )
    }
}

impl Scale {
    fn named(&self) -> [(&'static str, Colour); 9] {
        [
            ("surface-default", self.surface_default),
            ("border-subtle", self.border_subtle),
            ("border-default", self.border_default),
            ("text-subtle", self.text_subtle),
            ("text-default", self.text_default),
            ("base-default", self.base_default),
            ("base-hover", self.base_hover),
            ("base-active", self.base_active),
            ("base-contrast-default", self.base_contrast_default),
        ]
    }

    fn properties(&self) -> String {
        self.named().iter().map(|(name, colour)| format!("--ds-color-accent-{name}: {colour};\n")).collect()
    }
}

fn scale(brand: Colour, ground: &Ground) -> Scale {
    let hue = brand.oklch();
    let faint = |lightness: f64, chroma: f64| Colour::at(Oklch { chroma: hue.chroma.min(chroma), ..hue }, lightness);
    let surface_default = faint(ground.surface, 0.025);
    let is_readable = |least: f64| {
        move |colour: Colour| ground.paper.contrast(colour) >= least && surface_default.contrast(colour) >= least
    };
    let is_seen = |colour: Colour| ground.paper.contrast(colour) >= CONTROL;
    let base_default = nearest(brand, (ground.base)(hue.l), ground.far, is_seen);
    let base_contrast_default = if base_default.contrast(WHITE) >= TEXT { WHITE } else { BLACK };
    let is_button = |colour: Colour| is_seen(colour) && base_contrast_default.contrast(colour) >= TEXT;
    let pressed = |by: f64| {
        // Away from the words on it first; a colour that has no room to either side stays as it is.
        let away = if base_contrast_default == WHITE { -1.0 } else { 1.0 };
        let lightness = base_default.oklch().l;
        let tried = [away, -away].map(|way| Colour::at(hue, (lightness + way * by).clamp(0.0, 1.0)));
        tried.into_iter().find(|colour| is_button(*colour)).unwrap_or(base_default)
    };
    Scale {
        surface_default,
        border_subtle: faint(ground.hairline, 0.06),
        border_default: base_default,
        text_subtle: nearest(brand, (ground.text)(hue.l), ground.far, is_readable(TEXT)),
        text_default: nearest(brand, ground.strong, ground.far, is_readable(STRONG)),
        base_default,
        base_hover: pressed(0.06),
        base_active: pressed(0.12),
        base_contrast_default,
    }
}

/// The first colour of the brand's hue that suits, from a lightness on towards `far`; the brand itself where it begins and
/// suits. At the far end stands black or white, of which one suits every ground.
fn nearest(brand: Colour, from: f64, far: f64, suits: impl Fn(Colour) -> bool) -> Colour {
    let hue = brand.oklch();
    if (from - hue.l).abs() < f64::EPSILON && suits(brand) {
        return brand;
    }
    let step = |at: u16| from + (far - from) * f64::from(at) / f64::from(STEPS);
    let found = (0..=STEPS).map(|at| Colour::at(hue, step(at))).find(|colour| suits(*colour));
    found.unwrap_or(if far < 0.5 { BLACK } else { WHITE })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_accessible(scale: &Scale, ground: &Ground) {
        for (name, colour) in [("text-subtle", scale.text_subtle), ("text-default", scale.text_default)] {
            assert!(ground.paper.contrast(colour) >= TEXT, "{name} {colour} on paper");
            assert!(scale.surface_default.contrast(colour) >= TEXT, "{name} {colour} on {}", scale.surface_default);
        }
        for (name, colour) in
            [("default", scale.base_default), ("hover", scale.base_hover), ("active", scale.base_active)]
        {
            assert!(ground.paper.contrast(colour) >= CONTROL, "base-{name} {colour} on paper");
            assert!(scale.base_contrast_default.contrast(colour) >= TEXT, "words on base-{name} {colour}");
        }
        assert!(ground.paper.contrast(scale.border_default) >= CONTROL);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn any_brand_is_readable_in_light_and_dark(brand: [u8; 3]) {
            let brand = Brand::of(Colour(brand));
            assert_accessible(&brand.light, &LIGHT);
            assert_accessible(&brand.dark, &DARK);
        }

        #[test]
        fn a_colour_is_read_as_it_is_written(parts: [u8; 3]) {
            let colour = Colour(parts);
            prop_assert_eq!(Colour::read(&colour.to_string()), Some(colour));
        }

        #[test]
        fn what_suits_is_not_changed_and_what_is_changed_is_told(parts: [u8; 3]) {
            let (colour, brand) = (Colour(parts), Brand::of(Colour(parts)));
            let suits = LIGHT.paper.contrast(colour) >= TEXT && brand.light.surface_default.contrast(colour) >= TEXT;
            prop_assert_eq!(suits, brand.light.text_subtle == colour);
            prop_assert_eq!(suits, brand.adjusted(colour).is_empty());
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((Colour([0x76; 3]).contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_hue_stays_what_it_was() {
        for brand in [Colour([0xff, 0xcc, 0]), Colour([0, 0x66, 0xcc]), Colour([0xe4, 0x00, 0x2b])] {
            let light = Brand::of(brand).light.text_subtle.oklch();
            let turned = (light.hue - brand.oklch().hue).into_degrees().abs();
            assert!(turned < 4.0, "{brand} was turned by {turned}°");
        }
    }

    #[test]
    fn no_text_that_is_no_colour_is_read() {
        for text in ["1b5e3f", "#1b5e3", "#1b5e3g", "#+b5e3f", "#æøåa", "green", ""] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_paper_is_that_of_the_style_sheet() {
        let style = include_str!("../layouts/assets/style.css");
        for ground in [LIGHT, DARK] {
            let paper = format!("--ds-color-neutral-background-default: {};", ground.paper);
            assert!(style.contains(&paper), "{paper}");
        }
    }
}
