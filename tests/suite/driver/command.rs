//! The real binary, in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::TODAY;
use super::folder::tree;

/// A temporary folder that holds a site.
pub struct Workplace {
    folder: tempfile::TempDir,
}

/// What a run of the binary did.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    /// The output folder afterwards, by path; empty where there is none.
    pub output: BTreeMap<String, Vec<u8>>,
}

impl Workplace {
    pub fn new(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, bytes) in files {
            place.write(path, bytes);
        }
        place
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder that can be made");
        fs::write(path, content).expect("a file that can be written");
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("`{path}`: {error}"))
    }

    /// Runs `glasklar` in the folder. Commands that read a site are told the day.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// The same with variables of the environment.
    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let reads_a_site = matches!(arguments.first(), Some(&"build" | &"check"));
        let untold = !arguments.contains(&"--today");
        let day: &[&str] = if reads_a_site && untold { &["--today", TODAY] } else { &[] };
        let ran = Command::new(env!("CARGO_BIN_EXE_glasklar"))
            .args(arguments)
            .args(day)
            .envs(environment.iter().copied())
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the binary prints UTF-8");
        Ran {
            code: ran.status.code().unwrap_or(-1),
            stdout: text(ran.stdout),
            stderr: text(ran.stderr),
            output: tree(&self.path("public")),
        }
    }
}

impl Ran {
    /// The binary ended so; else the test fails with what it printed.
    pub fn ends(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard error holds these words.
    pub fn complains(&self, words: &str) -> &Self {
        assert!(self.stderr.contains(words), "expected `{words}` in:\n{}", self.stderr);
        self
    }
}
