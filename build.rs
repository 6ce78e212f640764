//! Makes Cargo look at the theme again when a file is added to it, which the embedding macro alone does not see.

fn main() {
    println!("cargo::rerun-if-changed=layouts");
}
