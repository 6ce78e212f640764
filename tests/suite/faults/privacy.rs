//! Row 27: a personal number stops the build wherever it stands, and no report shows it.

use rust_xlsxwriter::{DocProperties, Note, Workbook};

use super::project;
use crate::driver::Site;

fn town() -> Site {
    Site::new().organisation("by")
}

const CPR: &str = "070761-4285";
/// What no output and no report may hold of it.
const SECRET: &str = "4285";

const FORMATS: [&str; 4] = ["human", "json", "github", "sarif"];

fn described(name: &str, more: &str) -> String {
    format!(
        "file = \"{name}\"\n{more}\n[columns]\nid = \"nr\"\ntitle = \"titel\"\n\
         amount = {{ value = \"sum\", currency = \"DKK\", basis = \"decided\" }}\n\
         [constants]\nfunder = \"by\"\nrecipient = \"by\"\nsource = [{{ url = \"https://kilde.example/\" }}]\n"
    )
}

fn table(name: &str, more: &str, bytes: impl AsRef<[u8]>) -> Site {
    let site = town().file("content/grants/t.table.toml", described(name, more));
    site.file(&format!("content/grants/{name}"), bytes)
}

/// A workbook with one grant, and what else is done to it.
fn workbook(more: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row_matrix(0, 0, [["nr", "titel", "sum"], ["a", "Åen", "5"]]).expect("room");
    more(&mut book);
    book.save_to_buffer().expect("a workbook")
}

/// Sites that hold the number, each with where that is told.
fn planted() -> Vec<(Site, &'static str)> {
    let hidden = workbook(|book| {
        let sheet = book.add_worksheet().set_name("Skjult").expect("a name").set_hidden(true);
        sheet.write(3, 2, format!("Jens {CPR}")).expect("room");
    });
    let noted = workbook(|book| {
        let sheet = book.worksheet_from_index(0).expect("a sheet");
        sheet.insert_note(1, 1, &Note::new(format!("spørg {CPR}"))).expect("room");
    });
    let known = workbook(|book| {
        book.set_properties(&DocProperties::new().set_comment(CPR));
    });
    let named = workbook(|book| {
        book.worksheet_from_index(0).expect("a sheet").set_name(CPR).expect("a name");
    });
    let grant = "{ \"nr\": \"a\", \"titel\": \"Åen\", \"sum\": 5";
    vec![
        (town().file("content/projects/p.md", project(&format!("Ring til {CPR}.\n"))), "content/projects/p.md"),
        (town().grant("b", &format!("funder: by\nrecipient: by\nsummary: {CPR}\n")), "content/grants/b.md"),
        (table("t.csv", "", format!("nr,titel,sum\na,Åen {CPR},5\n")), "content/grants/t.csv"),
        // In a column that fills no field, in a row that is left out, in a name of a column, in a cell that is faulty.
        (table("t.csv", "", format!("nr,titel,sum,note\na,Åen,5,{CPR}\n")), "content/grants/t.csv"),
        (table("t.csv", "on_error = \"skip\"", format!("nr,titel,sum\na,Åen {CPR},fem\n")), "content/grants/t.csv"),
        (table("t.csv", "", format!("nr,titel,sum,{CPR}\na,Åen,5,x\n")), "content/grants/t.csv"),
        (table("t.csv", "", format!("nr,titel,sum\na,Åen,{CPR}\n")), "content/grants/t.csv"),
        (table("t.json", "", format!("[{grant}, \"note\": \"{CPR}\" }}]")), "content/grants/t.json"),
        (table("t.json", "", format!("[{grant}, \"{CPR}\": 1 }}]")), "content/grants/t.json"),
        (table("t.xlsx", "", hidden), "content/grants/t.xlsx"),
        (table("t.xlsx", "", noted), "content/grants/t.xlsx"),
        (table("t.xlsx", "", known), "content/grants/t.xlsx"),
        (table("t.xlsx", "", named), "content/grants/t.xlsx"),
    ]
}

#[test]
fn row_27_a_personal_number_stops_the_build_and_no_report_shows_it() {
    for (site, path) in planted() {
        let place = site.on_disk();
        for format in FORMATS {
            for command in ["check", "build"] {
                let ran = place.run(&[command, "--format", format]);
                let told = format!("{}{}", ran.stdout, ran.stderr);
                ran.refuses(1);
                assert!(!told.contains(SECRET), "{command} as {format} shows what stands in `{path}`:\n{told}");
                assert!(told.contains("personal number"), "{command} as {format} of `{path}`:\n{told}");
                assert!(told.contains(path), "{command} as {format} does not name `{path}`:\n{told}");
            }
        }
    }
}

/// Where the files themselves are named after a person, no word about them repeats it.
#[test]
fn row_27_names_of_files_are_masked_too() {
    let table = described(&format!("{CPR}.csv"), "");
    let rows = "nr,titel,sum\na,Åen,5\n";
    let path = |name: &str| format!("content/grants/{CPR}{name}");
    let faulty = rows.replace(",5", ",fem");
    let sites = [
        town().file(&path(".table.toml"), &table).file(&path(".csv"), rows),
        town().file(&path(".table.toml"), &table).file(&path(".csv"), faulty),
        town().file(&path(".table.toml"), &table).file(&path(".csv"), [rows.as_bytes(), b"\xe6\x81"].concat()),
        town().file(&path(".table.toml"), &table),
        town().file(&path(".csv"), rows),
        town().file(&path(".md"), project("Ja.\n")),
    ];
    for (at, site) in sites.iter().enumerate() {
        let place = site.on_disk();
        for format in FORMATS {
            let ran = place.run(&["build", "--format", format]);
            assert!(
                !format!("{}{}", ran.stdout, ran.stderr).contains(SECRET),
                "site {at} as {format}:\n{}{}",
                ran.stdout,
                ran.stderr
            );
            assert!(ran.output.is_empty() || !ran.output.keys().any(|path| path.contains(SECRET)), "site {at}");
        }
    }
}

/// A draft is made from a look at the table, and is printed.
#[test]
fn row_27_a_draft_of_a_description_is_masked() {
    let csv = format!("nr,titel,sum,note\na,Åen {CPR},5,{CPR}\nb,Søen,7,x\n");
    let hidden = workbook(|book| {
        book.worksheet_from_index(0).expect("a sheet").write(1, 3, CPR).expect("room").write(0, 3, CPR).expect("room");
    });
    for (name, bytes) in [("t.csv", csv.into_bytes()), ("t.xlsx", hidden)] {
        let path = format!("content/grants/{name}");
        let ran = town().file(&path, bytes).on_disk().run(&["describe", &path]);
        assert!(ran.stdout.contains("[columns]"), "{}{}", ran.stdout, ran.stderr);
        assert!(!format!("{}{}", ran.stdout, ran.stderr).contains(SECRET), "{}{}", ran.stdout, ran.stderr);
    }
}
