//! The command `glasklar`.

use std::process::ExitCode;

/// Reading a site takes millions of small pieces of memory at once; the systems' own allocators are slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    glasklar::cli::run()
}
