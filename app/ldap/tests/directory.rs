//! Reading a real OpenLDAP.

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use ldap::{Directory, Reading, Seen};
    use model::ldap::{LdapDraft, LdapSettings, Mapping, Preset};
    use model::{Code, Problem};
    use testing::slapd::{ADMIN, PASSWORD, SUFFIX, Slapd, group, person};

    const READER: &str = "cn=reader,dc=example,dc=org";

    fn draft(slapd: &Slapd) -> LdapDraft {
        LdapDraft {
            url: slapd.url(),
            ca_certificate: slapd.authority(),
            bind_dn: READER.into(),
            base_dn: SUFFIX.into(),
            user_filter: Preset::Posix.user_filter().into(),
            group_filter: Preset::Posix.group_filter().into(),
            mapping: Mapping {
                disabled: "nsAccountLock".into(),
                ..Mapping::default()
            },
            max_share: 20,
            ..LdapDraft::default()
        }
    }

    fn settings(slapd: &Slapd, change: impl Fn(&mut LdapDraft)) -> LdapSettings {
        let mut draft = draft(slapd);
        change(&mut draft);
        draft.check().unwrap()
    }

    async fn look(settings: &LdapSettings, password: &str) -> Result<Seen, Problem> {
        Directory::open(settings, Some(password))
            .await?
            .look()
            .await
    }

    async fn read(settings: &LdapSettings) -> Result<Reading, Problem> {
        let mut directory = Directory::open(settings, Some("reader")).await?;
        directory.read(&|_| Ok(())).await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_goes_wrong_is_told_apart() {
        let mut slapd = Slapd::start(&person("ann", "Ann", "Alder", "mail: ann@example.org"));
        let other = Slapd::start("");
        let url = slapd.url();
        let seen = async |change: &dyn Fn(&mut LdapDraft), password: &str| {
            look(&settings(&slapd, change), password)
                .await
                .map(|seen| seen.users)
                .map_err(|problem| (problem.code, problem.args.concat()))
        };
        // With StartTLS, with TLS from the beginning, and without.
        assert_eq!(seen(&|_| (), "reader").await, Ok(1));
        let tls_url = slapd.tls_url();
        assert_eq!(
            seen(&|draft| draft.url.clone_from(&tls_url), "reader").await,
            Ok(1)
        );
        assert_eq!(seen(&|draft| draft.plain = true, "reader").await, Ok(1));
        let as_admin = |draft: &mut LdapDraft| draft.bind_dn = ADMIN.into();
        assert_eq!(seen(&as_admin, PASSWORD).await, Ok(1));

        let refused = |code: Code, detail: &str| Err((code, detail.to_owned()));
        assert_eq!(
            seen(&|_| (), "wrong").await,
            refused(Code::LdapBindRefused, READER)
        );
        let nobody = |draft: &mut LdapDraft| draft.bind_dn.clear();
        assert_eq!(
            seen(&nobody, "").await,
            refused(Code::LdapAnonymousRefused, &url)
        );
        let base = |draft: &mut LdapDraft| draft.base_dn = "dc=nowhere".into();
        assert_eq!(
            seen(&base, "reader").await,
            refused(Code::LdapBaseMissing, "dc=nowhere")
        );
        let none = |draft: &mut LdapDraft| draft.user_filter = "(uid=nobody)".into();
        assert_eq!(
            seen(&none, "reader").await,
            refused(Code::LdapNothingFound, "(uid=nobody)")
        );
        let split = |draft: &mut LdapDraft| draft.split_group = "elsewhere".into();
        assert_eq!(
            seen(&split, "reader").await,
            refused(Code::LdapSplitGroupMissing, "elsewhere")
        );
        let foreign = |draft: &mut LdapDraft| draft.ca_certificate = other.authority();
        assert_eq!(
            seen(&foreign, "reader").await,
            refused(Code::LdapTlsUntrusted, &url)
        );
        let of_machine = |draft: &mut LdapDraft| draft.ca_certificate.clear();
        assert_eq!(
            seen(&of_machine, "reader").await,
            refused(Code::LdapTlsUntrusted, &url)
        );
        let port = url.rsplit_once(':').unwrap().1;
        let named = format!("ldap://localhost:{port}");
        let by_name = |draft: &mut LdapDraft| draft.url.clone_from(&named);
        assert_eq!(
            seen(&by_name, "reader").await,
            refused(Code::LdapTlsName, &named)
        );

        let kept = settings(&slapd, |_| ());
        slapd.stop();
        let gone = look(&kept, "reader").await.unwrap_err();
        assert_eq!((gone.code, gone.args), (Code::LdapUnreachable, vec![url]));
        slapd.resume();
        assert_eq!(look(&kept, "reader").await.unwrap().users, 1);
    }

    /// 2,001 users, and groups of each kind, two of them in each other.
    fn crowd() -> String {
        let mut entries = String::new();
        for number in 0..2000 {
            let mail = format!("mail: u{number:04}@example.org");
            entries += &person(
                &format!("u{number:04}"),
                "U",
                &format!("Number {number}"),
                &mail,
            );
        }
        entries += &person(
            "joerg",
            "Jörg",
            "Müller",
            "mail: joerg@example.org\nmailAlternateAddress: smtp:j.mueller@example.org\nnsAccountLock: TRUE",
        );
        entries += &group(
            "berlin",
            &["uid=joerg,ou=people"],
            "mail: berlin@example.org",
        );
        entries += &group("inner", &["uid=u0002,ou=people", "cn=outer,ou=groups"], "");
        entries += &group(
            "outer",
            &["UID=u0001, ou=People", "cn=inner,ou=groups", "cn=nobody"],
            "",
        );
        let _ = write!(
            entries,
            "dn: cn=posix,ou=groups,{SUFFIX}\nobjectClass: posixGroup\ncn: posix\ngidNumber: 7\nmemberUid: u0003\nmemberUid: stranger\n\n"
        );
        entries
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_thousand_users_come_in_pages_and_their_groups_with_them() {
        let slapd = Slapd::start(&crowd());
        // Without pages this server gives out 500.
        let reading = read(&settings(&slapd, |draft| {
            draft.split_group = "outer".into();
        }))
        .await
        .unwrap();
        assert_eq!(reading.people.len(), 2001);
        let of = |uid: &str| {
            reading
                .people
                .iter()
                .find(|person| person.login == uid)
                .unwrap()
        };
        let joerg = of("joerg");
        assert_eq!(
            (joerg.first_name.as_str(), joerg.last_name.as_str()),
            ("Jörg", "Müller")
        );
        assert_eq!(
            joerg.addresses,
            ["joerg@example.org", "j.mueller@example.org"]
        );
        assert_eq!(
            (joerg.disabled, of("u0001").disabled),
            (Some(true), Some(false))
        );
        assert_eq!(joerg.unique_id.len(), 36, "{}", joerg.unique_id);
        // The groups are in each other; that ends nevertheless.
        let split: Vec<&str> = reading
            .people
            .iter()
            .filter(|person| person.is_split)
            .map(|person| person.login.as_str())
            .collect();
        assert_eq!(split, ["u0001", "u0002"]);
        let group = |name: &str| {
            reading
                .groups
                .iter()
                .find(|group| group.name == name)
                .unwrap()
        };
        assert_eq!(
            group("berlin").members,
            std::slice::from_ref(&joerg.unique_id)
        );
        assert_eq!(group("berlin").addresses, ["berlin@example.org"]);
        assert_eq!(group("posix").members, [of("u0003").unique_id.clone()]);
        let mut outer = vec![
            of("u0001").unique_id.clone(),
            group("inner").unique_id.clone(),
        ];
        outer.sort();
        assert_eq!(group("outer").members, outer);

        let by_dn = settings(&slapd, |draft| {
            draft.split_group = format!("cn=berlin,ou=groups,{SUFFIX}");
            draft.group_filter.clear();
        });
        let seen = look(&by_dn, "reader").await.unwrap();
        assert_eq!((seen.users, seen.groups, seen.split), (2001, None, Some(1)));
        assert_eq!(seen.first.len(), 5);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn reading_ends_when_it_is_told_to() {
        let slapd = Slapd::start(&person("ann", "Ann", "Alder", ""));
        let settings = settings(&slapd, |_| ());
        let mut directory = Directory::open(&settings, Some("reader")).await.unwrap();
        let stop = Problem::new("id", Code::OwnAccount);
        let told = directory.read(&|_| Err(stop.clone())).await;
        assert_eq!(told.unwrap_err(), stop);
    }
}
