//! What becomes of the rows of a table: several entries of one, none of a faulty one, no name of a private person.

use super::tables::{COLUMNS, HEADER, amount, table};
use crate::driver::Site;

/// Rows of sums by scheme, one column each.
const SCHEMES: &str = "nr;titel;modtager;Drift;Anlæg\na;A;by;5,50;\nb;B;by;1;2,25\nc;C;by;;-\n";

#[test]
fn a_row_becomes_one_entry_for_each_column_in_which_something_stands() {
    let unfold = "empty = [\"-\"]\n[unfold]\ncolumns = [\"Drift\", \"Anlæg\"]\nvalue = \"beløb\"\nname = \"ordning\"\n";
    let columns = COLUMNS
        .replace("id        = \"nr\"", "id = \"{nr}-{ordning}\"")
        .replace("\"titel\"", "\"{titel} ({ordning})\"")
        .replace("value = \"sum\"", "value = \"beløb\"");
    let built = table(unfold, &columns, SCHEMES).build();
    let sums = ["a-drift", "b-drift", "b-anlaeg"].map(|id| amount(&built, id));
    assert_eq!(sums, [Some("5.5".into()), Some("1".into()), Some("2.25".into())]);
    assert_eq!(built.json("tilskud/b-anlaeg.json")["title"], "B (Anlæg)");
    let told = table(unfold, &columns, SCHEMES).command(&["build"]);
    told.ends(0).complains("content/grants/t.table.toml: 4 rows read = 3 entries + 1 left out");
    let faulty = SCHEMES.replace("2,25", "to");
    table(unfold, &columns, &faulty).check().says("`to` is not a number").says("content/grants/t.csv:3");
    table("[unfold]\ncolumns = []\n", COLUMNS, SCHEMES).check().says("`unfold` names no columns");
    table("[unfold]\ncolumns = [\"Dirft\"]\n", COLUMNS, SCHEMES).check().says("did you mean `Drift`");
}

#[test]
fn a_cell_that_lists_several_becomes_an_entry_each() {
    let unfold = "[unfold]\ncolumns = [\"modtager\"]\nsplit = \"/\"\nvalue = \"hvem\"\n";
    let columns =
        COLUMNS.replace("id        = \"nr\"", "id = \"{nr}-{hvem}\"").replace("name = \"modtager\"", "name = \"hvem\"");
    let built = table(unfold, &columns, &format!("{HEADER}a;A;Øst / by;5\n")).build();
    assert_eq!(built.json("tilskud/a-oest.json")["recipient"], "oest");
    assert_eq!(built.json("tilskud/a-by.json")["recipient"], "by");
}

#[test]
fn a_list_of_partners_in_a_cell_becomes_the_partners_of_the_entry() {
    let table = |partners: &str, text: &str| {
        let columns = format!("id = \"nr\"\ntitle = \"titel\"\npartners = {partners}\n");
        let source = "[constants]\nsource = [{ url = \"https://kilde.example/\" }]\n";
        let described = format!("file = \"p.csv\"\ndelimiter = \";\"\n[columns]\n{columns}{source}");
        Site::new()
            .organisation("by")
            .file("content/projects/p.table.toml", described)
            .file("content/projects/p.csv", text)
    };
    let named = "{ name = \"partnere\", number = \"cvr\", scheme = \"DK-CVR\", split = \"|\" }";
    let built = table(named, "nr;titel;partnere;cvr\na;A;Herning|Nord;29189919|25666070\n").build();
    let partners = &built.json("projekter/a.json")["partners"];
    assert_eq!(partners[0]["organisation"], "cvr-29189919");
    assert_eq!(partners[1]["organisation"], "cvr-25666070");
    table(named, "nr;titel;partnere;cvr\na;A;Herning|Nord;29189919\n").check().says("2 names stand beside 1 numbers");
    let unsplit = table("{ name = \"partnere\" }", "nr;titel;partnere\na;A;Herning\n").build();
    assert_eq!(unsplit.json("projekter/a.json")["partners"][0]["organisation"], "herning");
}

#[test]
fn faulty_rows_are_left_out_and_told_where_the_description_says_so() {
    let text = format!("{HEADER}a;A;by;5\nb;B;by;fem\nc;;by;5\na;A igen;by;7\nd;D;by;6\n");
    table("", COLUMNS, &text).check().says("`fem` is not a number");
    let site = table("on_error = \"skip\"", COLUMNS, &text);
    let told = site.check();
    told.says("3 of 5 rows of `content/grants/t.csv` are faulty and left out")
        .says("warning[wrong-type]: `amount`: `fem`");
    told.says("the row has no `title`").says("a row before this one has the id `a` too");
    site.command(&["check"]).ends(0).complains("content/grants/t.table.toml: 5 rows read = 2 entries + 3 faulty");
    let built = site.build();
    assert_eq!(amount(&built, "d").as_deref(), Some("6"));
    table("on_error = \"ignore\"", COLUMNS, &text).check().says("`on_error` is \"stop\" or \"skip\"");
}

#[test]
fn the_decimal_sign_is_found_out_from_numbers_that_have_one_meaning() {
    let site = |rows: &str| {
        let table = format!("file = \"t.csv\"\ndelimiter = \";\"\n{COLUMNS}");
        let site = Site::new().organisation("by").file("content/grants/t.table.toml", table);
        site.file("content/grants/t.csv", format!("{HEADER}{rows}"))
    };
    let built = site("a;A;by;1.234\nb;B;by;12,50\n").build();
    assert_eq!(amount(&built, "a").as_deref(), Some("1234"));
    let told = site("a;A;by;1.234\nb;B;by;12,50\n").check();
    told.says("the numbers of `content/grants/t.csv` seem to have `,` as their decimal sign");
    let built = site("a;A;by;1,234\nb;B;by;12.50\n").build();
    assert_eq!(amount(&built, "a").as_deref(), Some("1234"));
    let asked = site("a;A;by;1.234\nb;B;by;12\n").check();
    asked.says("`1.234` can mean 1234 or 1.234").says("say how the table writes numbers");
    site("a;A;by;1.234\nb;B;by;12,50\nc;C;by;12.50\n").check().says("`1.234` can mean 1234 or 1.234");
}

#[test]
fn dates_may_be_written_in_several_formats() {
    let columns = COLUMNS
        .replace("[constants]", "decided = { value = \"sum\", format = [\"%d.%m.%Y\", \"%Y-%m-%d\"] }\n[constants]");
    let columns = columns.replace("amount    = { value = \"sum\", currency = \"DKK\", basis = \"decided\" }\n", "");
    let built = table("", &columns, &format!("{HEADER}a;A;by;18.01.2021\nb;B;by;2021-01-19\n")).build();
    assert_eq!(built.json("tilskud/a.json")["decided"], "2021-01-18");
    assert_eq!(built.json("tilskud/b.json")["decided"], "2021-01-19");
    table("", &columns, &format!("{HEADER}a;A;by;1/2/21\n")).check().says("content/grants/t.csv:2");
}

/// The name of somebody who must be found nowhere.
const NAME: &str = "Åse Hemmelig";

fn private(rule: &str) -> Site {
    let columns = COLUMNS.replace("{ name = \"modtager\" }", &format!("{{ name = \"modtager\", private = {rule} }}"));
    let columns = columns.replace("title     = \"titel\"", "title = \"{titel} til {modtager}\"");
    let text = format!("nr;titel;modtager;sum;slags\na;A;{NAME};5;Ja\nb;B;Nord;6;Nej\n");
    table("", &columns, &text)
}

#[test]
fn a_private_person_is_named_nowhere() {
    for rule in ["\"slags\"", "{ column = \"slags\", is = [\"ja\"] }", "{ names = [\"Åse *\"] }"] {
        let built = private(rule).build();
        let grant = built.json("tilskud/a.json");
        assert_eq!(grant["recipient"], "private-person", "{rule}");
        assert_eq!(grant["title"], "A til privatperson", "{rule}");
        assert_eq!(built.json("tilskud/b.json")["recipient"], "nord", "{rule}");
        built.never_shows("Hemmelig").never_shows("hemmelig").shows("tilskud/a.html", "privatperson");
    }
    private("{ is = [\"ja\"] }").check().says("this does not say who is a private person");
    let without = COLUMNS.replace(
        "{ name = \"modtager\" }",
        "{ name = \"modtager\", number = \"cvr\", scheme = \"DK-CVR\", private = { without = \"number\" } }",
    );
    let text = format!("nr;titel;modtager;sum;cvr\na;A;{NAME};5;\nb;B;Nord;6;29189919\n");
    let built = table("", &without, &text).build();
    assert_eq!(built.json("tilskud/a.json")["recipient"], "private-person");
    assert_eq!(built.json("tilskud/b.json")["recipient"], "cvr-29189919");
}

#[test]
fn a_private_person_who_is_named_elsewhere_in_the_row_stops_the_build() {
    let columns =
        COLUMNS.replace("{ name = \"modtager\" }", "{ name = \"modtager\", private = { names = [\"Åse *\"] } }");
    let text = format!("{HEADER}a;Rejse for ÅSE HEMMELIG.;{NAME};5\n");
    let checked = table("on_error = \"skip\"", &columns, &text).check();
    checked.says("`title` names the private person of this row");
    assert!(checked.any_error() && checked.codes().contains("private-name"));
}

#[test]
fn personal_numbers_are_looked_for_in_every_cell_but_those_declared_as_other_numbers() {
    // A number of a bank account that would do as a fødselsnummer.
    const ACCOUNT: &str = "01010750160";
    let with = |above: &str, cell: &str| {
        let text = format!("nr;titel;modtager;sum;konto\na;A;by;5;\"{cell}\"\n");
        table(above, COLUMNS, &text).check()
    };
    let found = with("", ACCOUNT);
    assert!(found.any_error());
    found.says("personal number").says("content/grants/t.csv:2:10");
    assert!(!found.report.contains(ACCOUNT), "it is masked");
    assert!(!with("numbers = [\"konto\"]", ACCOUNT).any_error());
    assert!(with("numbers = [\"konto\"]", "010190-1234").any_error(), "a hyphen makes it a personal number");
    assert!(with("numbers = [\"sum\"]", ACCOUNT).any_error(), "another column is declared");
    with("numbers = [\"kont\"]", "").says("`content/grants/t.csv` has no column `kont`");
}

#[test]
fn what_became_of_a_table_stands_on_the_page_about_the_quality_of_data() {
    let text = format!("{HEADER}a;A;by;5\nb;B;by;fem\nc;;by;5\nd;\"D, d\";;6\ne;E;by;7\nf;e;by;7\n");
    let table =
        format!("file = \"t.csv\"\non_error = \"skip\"\n{COLUMNS}").replace("id        = \"nr\"", "id = \"x-{nr}\"");
    let site = Site::new().organisation("by").file("content/grants/t.table.toml", table);
    let built = site.file("content/grants/t.csv", text).build();
    let page = "datakvalitet.html";
    built.shows(page, "6 rækker læst: 4 poster, 2 rækker har fejl og er udeladt.");
    built.shows(page, "1 række har en værdi, der ikke kan læses").shows(page, "1 række mangler en oplysning");
    built.shows(page, "Cellerne i t.csv er adskilt af “;”");
    built.shows(page, "<p class=\"remarks\">Uden beløb: 0 · Uden dato: 4 · Uden sted: 4</p>");
    built.shows(page, "<td class=\"number\" data-label=\"Uden dato\">4</td>");
    built.shows(page, "href=\"tilskud/x-e.html\">E</a> · <a href=\"tilskud/x-f.html\">e</a>");
    built.shows("data.html", "href=\"datakvalitet.html\"");
    let rows = "file,row,why,nr,titel,modtager,sum\r\n\
                content/grants/t.csv,3,`amount`: `fem` is not a number,b,B,by,fem\r\n\
                content/grants/t.csv,4,the row has no `title`,c,,by,5\r\n";
    assert_eq!(built.text("data/left-out/grants-t.csv"), rows);
}

#[test]
fn a_year_that_stands_out_and_names_without_numbers_are_told() {
    let row = |year: i32, sum: i32| format!("a{year};A {year};Nord;{sum};{year}\n");
    let rows: String = [(2019, 10), (2020, 100), (2021, 12), (2022, 11)].map(|(year, sum)| row(year, sum)).concat();
    let columns = COLUMNS.replace("basis = \"decided\" }", "basis = \"decided\", year = \"år\" }");
    let built = table("", &columns, &format!("nr;titel;modtager;sum;år\n{rows}")).build();
    let page = "datakvalitet.html";
    built.shows(page, "Midler 2020: <strong>100\u{a0}kr.</strong> (2019: 10\u{a0}kr., 2021: 12\u{a0}kr.)");
    assert_eq!(built.text(page).matches("<strong>").count(), 1, "the others are usual");
    built.shows(page, "1 organisation står kun i tabeller og uden nummer").shows(page, ">Nord</a>");
}

#[test]
fn of_a_faulty_row_nothing_is_told_that_would_not_have_been_published() {
    let text = format!("nr;titel;modtager;sum;kontakt\na;A;{NAME};fem;{NAME}\nb;B;Nord;6;{NAME}\nc;C\n");
    let columns =
        COLUMNS.replace("{ name = \"modtager\" }", "{ name = \"modtager\", private = { names = [\"åse *\"] } }");
    let built = table("on_error = \"skip\"", &columns, &text).build();
    built.never_shows("Hemmelig").has("tilskud/b.html");
    let rows = "file,row,why,nr,titel,modtager,sum\r\n\
                content/grants/t.csv,2,`amount`: `fem` is not a number,a,A,privatperson,fem\r\n\
                content/grants/t.csv,4,\"line 4 has 2 cells, the header has 5\",,,,\r\n";
    assert_eq!(built.text("data/left-out/grants-t.csv"), rows);
}

#[test]
fn of_several_partners_each_is_private_or_not() {
    let site = |named: &str, text: &str| {
        let columns = format!("id = \"nr\"\ntitle = \"titel\"\npartners = {named}\n");
        let source = "[constants]\nsource = [{ url = \"https://kilde.example/\" }]\n";
        let described = format!("file = \"p.csv\"\ndelimiter = \";\"\n[columns]\n{columns}{source}");
        Site::new().file("content/projects/p.table.toml", described).file("content/projects/p.csv", text)
    };
    let by_name = "{ name = \"hvem\", split = \"|\", private = { names = [\"Åse *\"] } }";
    let by_number =
        "{ name = \"hvem\", number = \"cvr\", scheme = \"DK-CVR\", split = \"|\", private = { without = \"number\" } }";
    for (named, text) in [
        (by_name, format!("nr;titel;hvem\na;A;Nord|{NAME}\nb;B;Nord|Syd\n")),
        (by_number, format!("nr;titel;hvem;cvr\na;A;Nord|{NAME};29189919|\nb;B;Nord|Syd;29189919|25666070\n")),
    ] {
        let built = site(named, &text).build();
        built.never_shows("Hemmelig").never_shows("hemmelig");
        let of =
            |id: &str, at: usize| built.json(&format!("projekter/{id}.json"))["partners"][at]["organisation"].clone();
        assert_eq!(of("a", 1), "private-person", "{named}");
        assert_eq!(of("a", 0), of("b", 0), "{named}");
        assert_ne!(of("b", 1), "private-person", "{named}");
    }
}

#[test]
fn a_private_name_is_found_however_a_row_writes_it() {
    let columns = |title: &str, id: &str| {
        let columns = COLUMNS.replace("{ name = \"modtager\" }", "{ name = \"modtager\", private = \"privat\" }");
        columns.replace("\"titel\"", title).replace("id        = \"nr\"", id)
    };
    let site = |title: &str, id: &str, cell: &str| {
        let text = format!("nr;titel;modtager;sum;privat;for;efter\na;{cell};{NAME};5;ja;Åse;Hemmelig\n");
        table("", &columns(title, id), &text).check()
    };
    let usual = "id = \"nr\"";
    for (title, id, cell) in [
        ("\"Legat til {for} {efter}\"", usual, "x"),
        ("\"titel\"", "id = \"{nr}-{for} {efter}\"", "x"),
        ("\"titel\"", usual, "Til ÅSE  HEMMELIG!"),
        ("\"titel\"", usual, "Hemmelig, Åse"),
        ("\"titel\"", usual, "Åse\u{a0}Hemmelig"),
    ] {
        assert!(site(title, id, cell).codes().contains("private-name"), "{title} {id} {cell}");
    }
    assert!(!site("\"titel\"", usual, "Hemmelige sager").any_error());
}

#[test]
fn a_table_that_writes_privatperson_for_a_name_names_nobody() {
    let columns =
        COLUMNS.replace("{ name = \"modtager\" }", "{ name = \"modtager\", private = { names = [\"Privat*\"] } }");
    let columns = columns.replace("\"titel\"", "\"{titel} til {modtager}\"");
    let built = table("", &columns, &format!("{HEADER}a;A;Privatperson;5\n")).build();
    assert_eq!(built.json("tilskud/a.json")["recipient"], "private-person");
}

#[test]
fn who_is_private_is_never_guessed() {
    let columns = |rule: &str| {
        COLUMNS.replace("{ name = \"modtager\" }", &format!("{{ name = \"modtager\", private = {rule} }}"))
    };
    let text = format!("nr;titel;modtager;sum;slags\na;A;{NAME};5;måske\n");
    let told = table("", &columns("\"slags\""), &text).check();
    told.says("`måske` says neither yes nor no").says("private = { column =");
    let told = table("", &columns("{ column = \"slags\", is = [\"Privatpersn\"] }"), &text).check();
    told.says("no row names a private person");
}

#[test]
fn numbers_that_the_form_of_a_file_tells_say_nothing_of_how_texts_are_written() {
    let described = format!("file = \"t.json\"\n{COLUMNS}");
    let site = |rows: &str| {
        let site = Site::new().organisation("by").file("content/grants/t.table.toml", described.clone());
        site.file("content/grants/t.json", rows)
    };
    let row =
        |id: &str, sum: &str| format!("{{\"nr\": \"{id}\", \"titel\": \"T\", \"modtager\": \"by\", \"sum\": {sum}}}");
    let two = |sum: &str| format!("[{}, {}]", row("a", "1234.5"), row("b", sum));
    site(&two("\"45.000\"")).check().says("`45.000` can mean 45000 or 45.000");
    let built = site(&two("\"kr. 45.000,-\"")).build();
    assert_eq!(amount(&built, "b").as_deref(), Some("45000"));
    let point = table("", COLUMNS, &row_of("45.000,-")).file(
        "content/grants/t.table.toml",
        format!("file = \"t.csv\"\ndelimiter = \";\"\ndecimal = \".\"\n{COLUMNS}"),
    );
    point.check().says("`45.000,-` is written with a decimal comma");
}

fn row_of(sum: &str) -> String {
    format!("{HEADER}a;A;by;{sum}\n")
}

#[test]
fn foot_rows_are_left_out_and_a_filter_that_leaves_nothing_is_told() {
    let text = format!("{HEADER}a;A;by;5\nb;B;by;6\nI alt;;;11\n");
    let built = table("[leave_out]\nnr = [\"I alt\"]\n", COLUMNS, &text).build();
    built.has("tilskud/a.json").has("tilskud/b.json").has_no("tilskud/i-alt.json");
    table("[leave_out]\nmodtager = [\"\"]\n", COLUMNS, &text).build().has_no("tilskud/i-alt.json");
    table("[filter]\nnr = [\"a*\"]\n", COLUMNS, &text).build().has("tilskud/a.json").has_no("tilskud/b.json");
    table("[filter]\nnr = [\"A\"]\n", COLUMNS, &text).check().says("warning[rows-left-out]: 3 of 3 rows");
}

#[test]
fn who_is_named_without_a_number_is_whoever_bears_the_name_with_one() {
    let columns =
        COLUMNS.replace("{ name = \"modtager\" }", "{ name = \"modtager\", number = \"cvr\", scheme = \"DK-CVR\" }");
    let head = "nr;titel;modtager;sum;cvr\n";
    let built = table("", &columns, &format!("{head}a;A;Klub A;5;29189919\nb;B;klub a;5;\n")).build();
    assert_eq!(built.json("tilskud/a.json")["recipient"], "cvr-29189919");
    assert_eq!(built.json("tilskud/b.json")["recipient"], "cvr-29189919");
    let two = format!("{head}a;A;Klub A;5;29189919\nb;B;Klub A;5;25666070\nc;C;Klub A;5;\n");
    assert_eq!(table("", &columns, &two).build().json("tilskud/c.json")["recipient"], "klub-a", "two bear the name");
}

#[test]
fn a_year_may_be_that_of_all_rows() {
    let columns = COLUMNS.replace("basis = \"decided\" }", "basis = \"decided\", year = 2023 }");
    let built = table("", &columns, &row_of("5")).build();
    assert_eq!(built.json("tilskud/a.json")["amount"]["period"], "2023");
}
