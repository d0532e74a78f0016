// Inbox triage. An answer is one digit for each message, the number of what is done with it.

kinds.inbox = placing({ missing: "no_action_yet", right: "inbox_right", some: "inbox_some" });
