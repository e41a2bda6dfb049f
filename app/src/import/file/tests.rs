//! Files as people save them.

use model::{Code, Kind, MailType, Problem};
use proptest::prelude::*;
use store::import::{Record, RecordAddress};

use super::*;

fn only(text: &str) -> Record {
    let mut records = read(text.as_bytes()).unwrap();
    assert_eq!(records.len(), 1, "{records:?}");
    records.remove(0)
}

fn file_codes(text: &str) -> Vec<Code> {
    let problems = read(text.as_bytes()).unwrap_err();
    problems.0.into_iter().map(|problem| problem.code).collect()
}

#[test]
fn separators_quotes_line_ends_and_headings_are_found_out() {
    for text in [
        "login,first name,last name\njdoe,John,\"Doe, jr\"\n",
        "Nom;Identifiant;Prénom\r\n\"Doe, jr\";jdoe;John\r\n",
        "Vorname\tNachname\tBenutzername\nJohn\tDoe, jr\tjdoe",
        "sep=;\r\nlogin;last_name;first_name;;\r\njdoe;Doe, jr;John;;\r\n;;;;\r\n",
    ] {
        let record = only(text);
        assert_eq!(
            (
                record.name.as_str(),
                record.first_name.as_deref(),
                record.last_name.as_deref()
            ),
            ("jdoe", Some("John"), Some("Doe, jr")),
            "{text}"
        );
        assert_eq!(record.mail_type, None, "what has no column is not said");
    }
}

#[test]
fn a_line_says_where_it_stands_also_below_one_of_several_lines() {
    let records = read(b"login,display_name\na,\"two\nlines\"\n\nb,x\n").unwrap();
    let lines: Vec<u64> = records.iter().map(|record| record.line).collect();
    assert_eq!(lines, [2, 5]);
}

#[test]
fn words_numbers_and_lists_are_understood() {
    let record = only(
        "kind;login;mail_type;addresses;default_address;not_alternate;quota;hidden;groups\n\
         Utilisateur;jdoe;Extern;jdoe@* j@b.example;J@B.example;jdoe;2 Go;WAHR;staff, sales team\n",
    );
    assert_eq!(
        (record.kind, record.mail_type),
        (Kind::User, Some(MailType::External))
    );
    let rows = record.addresses.unwrap();
    assert_eq!((rows[0].default, rows[0].alternate), (false, Some(false)));
    assert_eq!((rows[1].default, rows[1].alternate), (true, Some(true)));
    assert_eq!(rows[1].domain.as_deref(), Some("b.example"));
    assert_eq!(record.quota_kib, Some(2 * 1024 * 1024));
    assert_eq!(record.hidden, Some(true));
    assert_eq!(record.groups.unwrap(), ["staff", "sales team"]);
    let group = only("kind,name,members\ngroup,staff,\"jdoe, group:all\"\n");
    assert_eq!(group.members.unwrap(), ["user:jdoe", "group:all"]);
}

#[test]
fn what_cannot_be_read_is_a_problem_of_its_line() {
    let record = only("login,mail_type,quota,hidden,kind\nx,somewhere,12,perhaps,robot\n");
    let found: Vec<_> = record
        .problems
        .iter()
        .map(|problem| (problem.field.as_str(), problem.code))
        .collect();
    assert_eq!(
        found,
        [
            ("kind", Code::UnknownValue),
            ("type", Code::UnknownValue),
            ("hidden", Code::UnknownValue),
            ("quota_kib", Code::QuotaInvalid),
        ]
    );
    let longer = only("login\nx,y\n");
    assert_eq!(longer.problems[0].code, Code::ImportCells);
    assert_eq!(longer.problems[0].args, ["2", "1"]);
}

#[test]
fn a_file_that_is_none_of_ours_is_refused_as_a_whole() {
    assert_eq!(file_codes(""), [Code::ImportEmpty]);
    assert_eq!(file_codes("login\n\n"), [Code::ImportEmpty]);
    assert_eq!(
        file_codes("login,salary,Login\nx,1,y\n"),
        [Code::ImportUnknownColumn, Code::ImportColumnTwice]
    );
    assert_eq!(file_codes("first_name\nx\n"), [Code::ImportNoName]);
    let problems = read(b"login,first_name\nann,Ann\nbob,\"Bob\ncid,Cid\ndan,Dan\n").unwrap_err();
    assert_eq!(
        problems.0,
        [Problem::new("file", Code::ImportOpenQuote).with(3)],
        "the people below would be lost"
    );
    assert_eq!(file_codes("PK\u{3}\u{4}"), [Code::ImportNotText]);
}

#[test]
fn what_is_written_is_read_again() {
    let text = "kind,login,first_name,last_name,display_name,mail_type,addresses,quota,hidden,suspended,groups,mailbox_server\n\
                user,jdoe,'=cmd|x,\"a\"\"b\",'@x,internal,jdoe@* x@a.example,3 MiB,no,yes,\"a, b c\",m\n";
    let records = read(text.as_bytes()).unwrap();
    assert_eq!(records[0].first_name.as_deref(), Some("=cmd|x"));
    let again = read(&lines(true, &records)).unwrap();
    let mut expected = records;
    for row in expected[0].addresses.iter_mut().flatten() {
        row.alternate = Some(true);
    }
    assert_eq!(again, expected);
    let file = String::from_utf8(lines(true, &expected)).unwrap();
    assert!(file.contains(",'=cmd|x,"), "{file}");
}

proptest! {
    /// Also what looks like a formula, a separator, a quote or the apostrophe of one of ours.
    #[test]
    fn any_record_comes_back_as_it_was_written(
        texts in prop::array::uniform3("[=+@'\"a-z;, é€-]{0,8}|\\PC{0,12}"),
        groups in prop::collection::vec("[a-z=+@'-]{1,8}", 0..4),
        flags in prop::array::uniform3(any::<bool>()),
        quota in 0..10_000_000_i64,
    ) {
        let [first_name, last_name, display_name] = texts.map(|text| Some(text.trim_matches(' ').to_owned()));
        let address = RecordAddress {
            local_part: "x+y".into(),
            domain: flags[0].then(|| "b.example".to_owned()),
            default: true,
            alternate: Some(flags[1]),
        };
        let record = Record {
            first_name,
            last_name,
            display_name,
            groups: Some(groups),
            hidden: Some(flags[2]),
            suspended: Some(flags[0]),
            mail_type: Some(MailType::External),
            quota_kib: Some(quota),
            mailbox_server: Some(String::new()),
            addresses: Some(vec![address]),
            ..Record::new(2, Kind::User, "jdoe")
        };
        let file = lines(true, std::slice::from_ref(&record));
        prop_assert_eq!(read(&file).unwrap(), vec![record]);
    }
}

#[test]
fn mail_types_may_be_called_as_on_the_screen() {
    for word in [
        "external",
        "Messagerie tierce",
        "ALTERNATE MAIL SERVER",
        "Messaging-Drittanwendung",
    ] {
        let record = only(&format!("login,mail_type\nx,{word}\n"));
        assert_eq!(record.mail_type, Some(MailType::External), "{word}");
    }
}
