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
    with("numbers = [\"kont\"]", "").says("the table has no column `kont`");
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
