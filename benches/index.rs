//! The index of the search alone: of a site too large to be written as a whole, only what a question fetches.
//!
//! `index SITE TO` writes the files of the search of a site into a folder, and prints of each stage how long it took (wall
//! seconds) and the most memory until its end (kB, where the system tells it). `benches/run search` asks what it wrote.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use glasklar::gather::Drafts;
use glasklar::stages::Strictness;
use glasklar::value::PartialDate;
use glasklar::{Options, Prepared, Recording, disk, prepare, theme};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let [site, to] = words.as_slice() else {
        // `cargo bench` runs it bare: that is no failure.
        println!("usage: index SITE TO (cargo bench --bench index -- SITE TO)");
        return ExitCode::SUCCESS;
    };
    match write(Path::new(site), Path::new(to)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("index: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(site: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let mut input = disk::read_site(site).map_err(|error| error.to_string())?;
    input.theme = theme::built_in();
    let today = PartialDate::of_year(2026).map_err(|_| "no such year")?;
    let options = Options {
        today,
        base_url: None,
        drafts: Drafts::LeftOut,
        strictness: Strictness::Usual,
        recording: Recording::Off,
    };
    let Prepared { maker, .. } = prepare(input, &options);
    let maker = maker.ok_or("the site has errors: `glasklar check` tells them")?;
    told("prepare", started);
    let started = Instant::now();
    let index = maker.plan.search_index(&maker.site);
    told("index", started);
    let mut bytes = 0;
    for address in index.addresses() {
        let path = to.join(address.as_str());
        fs::create_dir_all(path.parent().unwrap_or(to))?;
        let file = index.file(address.as_str()).unwrap_or_default();
        bytes += file.len();
        fs::write(path, file)?;
    }
    println!("{} entries, {} files, {bytes} bytes", maker.site.count(), index.addresses().count());
    Ok(())
}

fn told(stage: &str, started: Instant) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("").trim();
    println!("{stage}: {:.2} s, {peak}", started.elapsed().as_secs_f64());
}
