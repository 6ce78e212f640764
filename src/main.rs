//! The command `glasklar`.

use std::process::ExitCode;

fn main() -> ExitCode {
    glasklar::cli::run()
}
