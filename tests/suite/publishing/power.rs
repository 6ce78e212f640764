//! Power lost at any moment: the disk has the whole new site before it takes the old one's place.

#![cfg(target_os = "linux")]

use super::{PROGRAM, changed, put, run, site, skipped, works};
use crate::driver::TODAY;

const CALLS: &str = "trace=open,openat,creat,write,pwrite64,writev,ftruncate,link,linkat,mkdir,mkdirat,symlink,rename,\
renameat,renameat2,syncfs,sync,fsync,fdatasync,unlink,unlinkat,rmdir,utimensat";

/// Whether a line of the trace changes something in the staging folder.
fn fills_staging(line: &str) -> bool {
    let opens = line.contains("open") && !line.contains("O_CREAT");
    line.contains("/.public.glasklar/new") && !opens && !line.contains("sync") && !line.contains("RENAME_")
}

#[test]
fn the_new_site_is_synced_after_its_last_write_and_before_the_exchange() {
    if !works(&["strace", "-o", "/dev/null", "true"]) {
        return skipped("there is no strace here, or it may trace nothing");
    }
    let place = site().on_disk();
    place.run(&["build"]).ends(0);
    put(&place, &changed());
    let traced = run(&place, &["strace", "-f", "-y", "-o", "trace", "-e", CALLS, PROGRAM, "build", "--today", TODAY]);
    assert!(traced.status.success(), "{}", String::from_utf8_lossy(&traced.stderr));
    let trace = String::from_utf8_lossy(&place.read("trace")).into_owned();
    let lines: Vec<&str> = trace.lines().filter(|line| !line.contains(" = -1 ")).collect();
    let at = |what: &str, matches: &dyn Fn(&&str) -> bool| {
        lines.iter().position(matches).unwrap_or_else(|| panic!("no {what} in:\n{trace}"))
    };
    let exchange = at("exchange", &|line| line.contains("RENAME_EXCHANGE"));
    let last_write = lines[..exchange].iter().rposition(|line| fills_staging(line)).expect("writes");
    let sync = at("sync of the new site", &|line| line.contains("syncfs(") && line.contains("/.public.glasklar/new"));
    let parent = exchange + at("sync of the folder's names", &|line| line.contains("fsync(")) - exchange;
    let removal = lines[exchange..].iter().position(|line| line.contains("unlink")).expect("a removal") + exchange;
    assert!(last_write < sync, "something is written after the sync:\n{}", lines[last_write]);
    assert!(sync < exchange && exchange < parent && parent < removal, "{sync} {exchange} {parent} {removal}\n{trace}");
    let syncs = lines.iter().filter(|line| line.contains("syncfs(")).count();
    assert_eq!(syncs, 1, "the file system is synced once");
}
