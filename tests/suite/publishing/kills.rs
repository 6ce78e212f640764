//! Builds that are killed at any moment: one whole site stands at the address afterwards, and the next run cleans up.
//!
//! `GLASKLAR_KILLS` is the number of kills, 15 without it; `GLASKLAR_SEED` repeats a run. `tests/kills` is the long form.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{PROGRAM, assert_no_leftovers, changed, site};
use crate::driver::{Site, TODAY, Workplace, compare, tree};

/// Numbers that look random: xorshift, Marsaglia 2003.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// One site with more pages, one of whose records changes, and then all of whose pages do.
fn versions() -> Vec<Site> {
    let more =
        |site: Site| (20..60).fold(site, |site, at| site.grant(&format!("g{at}"), "funder: by\nrecipient: by\n"));
    let settings = String::from_utf8(site().files()["glasklar.toml"].clone()).expect("UTF-8");
    let renamed = site().file("glasklar.toml", settings.replace("Prøve", "Efterprøve"));
    [site(), changed(), renamed].map(more).to_vec()
}

struct Loop {
    place: Workplace,
    /// What each version is when it is built where nothing was.
    clean: Vec<BTreeMap<String, Vec<u8>>>,
    /// How long a build takes.
    duration: Duration,
    /// How much of that comes after the last file of the new site: check, sync, exchange, removal of the old site.
    end: Duration,
    random: Random,
}

impl Loop {
    fn new(seed: u64) -> Self {
        let place = Workplace::new(&BTreeMap::new());
        let (mut clean, mut duration) = (Vec::new(), Duration::ZERO);
        for (at, version) in versions().iter().enumerate() {
            for (path, bytes) in version.files() {
                place.write(&format!("{at}/{path}"), bytes);
            }
            let started = Instant::now();
            place.run(&["build", &at.to_string()]).ends(0);
            duration = duration.max(started.elapsed());
            clean.push(tree(&place.path(&format!("{at}/public"))));
        }
        place.run(&["build", "0", "--out", "public"]).ends(0);
        let mut kills = Self { place, clean, duration, end: Duration::ZERO, random: Random(seed) };
        for version in [2, 0] {
            let mut build = kills.start(version);
            kills.wait_for_marker(&mut build);
            let reached = Instant::now();
            build.wait().expect("a child that ends");
            kills.end = kills.end.max(reached.elapsed());
        }
        kills
    }

    fn start(&self, version: usize) -> Child {
        let mut command = Command::new(PROGRAM);
        command.args(["build", &version.to_string(), "--out", "public", "--today", TODAY]);
        command.current_dir(self.place.path(".")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    }

    /// Waits until a build has written the last file of the new site, after which the exchange comes.
    fn wait_for_marker(&self, build: &mut Child) {
        let marker = self.place.path(".public.glasklar/new/.glasklar");
        // What a killed run left may hold a marker too; it is removed first.
        let started = Instant::now();
        while started.elapsed() < self.duration / 3 && marker.exists() {}
        while !marker.exists() && build.try_wait().expect("a child").is_none() {}
    }

    /// One kill; gives the moment for the message.
    fn kill(&mut self) -> String {
        let version = self.random.below(3) as usize;
        let mut build = self.start(version);
        let moment = if self.random.below(2) == 0 {
            let pause = Duration::from_micros(self.random.below(self.duration.as_micros() as u64 * 11 / 10));
            std::thread::sleep(pause);
            format!("{pause:?} into a build of version {version}")
        } else {
            self.wait_for_marker(&mut build);
            let pause = Duration::from_micros(self.random.below(self.end.as_micros() as u64));
            let reached = Instant::now();
            while reached.elapsed() < pause {}
            format!("{pause:?} after the last file of version {version}")
        };
        build.kill().expect("a child that can be killed");
        build.wait().expect("a child that ends");
        moment
    }

    /// The version that stands at the address, or what is wrong with it.
    fn standing(&self) -> Result<usize, String> {
        let public = tree(&self.place.path("public"));
        self.clean.iter().position(|clean| *clean == public).ok_or_else(|| {
            let differing = self.clean.iter().map(|clean| compare(clean, &public)).min_by_key(Vec::len);
            let differing = differing.unwrap_or_default();
            format!("neither site is whole; {} files differ, such as {}", differing.len(), differing[0])
        })
    }

    /// A run that nobody kills cleans up.
    fn tidy(&mut self) -> Result<(), String> {
        let version = self.random.below(3) as usize;
        let ran = self.place.run(&["build", &version.to_string(), "--out", "public"]);
        ran.ends(0);
        match self.standing()? == version {
            true => Ok(()),
            false => Err(format!("a build of version {version} published another")),
        }
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64);
    let seed = number("GLASKLAR_SEED").unwrap_or(clock).max(1);
    let count = number("GLASKLAR_KILLS").unwrap_or(15);
    let mut kills = Loop::new(seed);
    let (mut interrupted, mut renewed, mut standing) = (0, 0, 0);
    for at in 1..=count {
        let moment = kills.kill();
        let failed = |why: String| panic!("kill {at} of {count}, {moment}: {why}\nGLASKLAR_SEED={seed}");
        let now = kills.standing().unwrap_or_else(failed);
        interrupted += u64::from(kills.place.path(".public.glasklar").exists());
        renewed += u64::from(now != standing);
        standing = now;
        // Two times in three; else the next build that is killed finds what this one left.
        if kills.random.below(3) > 0 || at == count {
            kills
                .tidy()
                .unwrap_or_else(|why| panic!("after kill {at} of {count}, {moment}: {why}\nGLASKLAR_SEED={seed}"));
            assert_no_leftovers(&kills.place, &format!("after kill {at}, {moment}, GLASKLAR_SEED={seed}"));
            standing = kills.standing().unwrap_or_else(failed);
        }
    }
    println!("{count} kills, seed {seed}: {interrupted} left a working folder, {renewed} came after the exchange");
    assert!(interrupted > 0, "no kill met a build at work; GLASKLAR_SEED={seed}");
}
