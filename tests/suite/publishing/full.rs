//! A full disk: the old site stays, and the message says how much room the new one needs.

#![cfg(unix)]

use super::{assert_same, clean, private, shell_in_private, site};
use crate::driver::{Site, tree};

/// The kilobytes that files take in memory.
fn kilobytes<'a>(files: impl Iterator<Item = &'a Vec<u8>>) -> usize {
    files.map(|bytes| bytes.len().div_ceil(4096) * 4).sum()
}

/// Every page is another.
fn all_changed() -> Site {
    let settings = String::from_utf8(site().files()["glasklar.toml"].clone()).expect("UTF-8");
    site().file("glasklar.toml", settings.replace("Prøve", "Efterprøve"))
}

#[test]
fn the_old_site_stays_whole_wherever_the_new_one_does_not_fit() {
    if private().is_none() {
        return;
    }
    let (old, new) = (clean(&site()), clean(&all_changed()));
    let without_marker = new.iter().filter(|(path, _)| *path != ".glasklar");
    let fresh = without_marker.clone().filter(|(path, bytes)| old.get(*path) != Some(bytes)).map(|(_, bytes)| bytes);
    let total = |files: &mut dyn Iterator<Item = &Vec<u8>>| files.map(Vec::len).sum::<usize>();
    let needed = total(&mut without_marker.map(|(_, bytes)| bytes));
    let words = format!("the whole new site needs {needed} bytes, {} of them in new", total(&mut fresh.clone()));
    for percent in [10, 50, 99] {
        let place = site().on_disk();
        for (path, bytes) in all_changed().files() {
            place.write(&format!("next/{path}"), bytes);
        }
        let size = kilobytes(old.values()) + kilobytes(fresh.clone()) * percent / 100;
        let script = format!(
            "mkdir disk; mount -t tmpfs -o size={size}k none disk || exit 9
            build --out disk/public || exit 8
            build next --out disk/public; echo $?; cp -a disk/public after; ls -A disk
            mount -o remount,size=99m disk; build next --out disk/public || exit 7; cp -a disk/public public; ls -A disk"
        );
        let Some(ran) = shell_in_private(&place, &script) else { return };
        ran.ends(0)
            .complains("the disk is full: `")
            .complains("disk/.public.glasklar/new/")
            .complains("help: make room");
        ran.complains(&words);
        assert_eq!(ran.stdout, "3\npublic\npublic\n", "{}", ran.stderr);
        assert_same(&old, &tree(&place.path("after")), &format!("{percent} % fitted"));
        assert_same(&new, &ran.output, "with room");
    }
}

#[test]
fn a_disk_with_no_room_at_all_is_told() {
    let place = site().on_disk();
    let script = "mkdir disk; mount -t tmpfs -o size=64k,nr_inodes=9 none disk || exit 9
        build --out disk/public; echo $?; ls -A disk";
    let Some(ran) = shell_in_private(&place, script) else { return };
    ran.ends(0).complains("disk/.public.glasklar/new");
    assert_eq!(ran.stdout, "3\n", "{}", ran.stderr);
}
