package io.mycelium.cli;

/// What gateways say.
final class Samples {
  static final String STEM = "01k2z8x7w6v5t4s3r2q1p0n9m8";
  static final String APPROVAL = "apr_" + STEM;
  static final String JOB = "job_" + STEM;

  static final String CATALOG =
      """
      {"version":1,"functions":[],"broken":[{"name":"hello","cause":"function.yaml:4: 'run' is missing"}],"commands":[
      {"name":"help","path":"help","summary":"Say what there is","options":[
        {"name":"command","help":"of which","type":"text","required":false,"positional":true,"min":0,"max":80}]},
      {"name":"task create","path":"task-create","summary":"Create a task","options":[
        {"name":"title","help":"what is to be done","type":"text","required":true,"positional":true,"min":1,"max":200},
        {"name":"notes","help":"details","type":"text","required":false,"positional":false,"min":0,"max":4000},
        {"name":"due","help":"until when","type":"duration","required":false,"positional":false,"min":1,"max":864000}]},
      {"name":"task list","path":"task-list","summary":"List tasks","options":[
        {"name":"max","help":"how many","type":"integer","required":false,"positional":false,"standard":50,"min":1,"max":100},
        {"name":"all","help":"also ended ones","type":"flag","required":false,"positional":false,"standard":false}]},
      {"name":"task show","path":"task-show","summary":"Show a task","options":[
        {"name":"task","help":"which","type":"reference","required":true,"positional":true}]},
      {"name":"task drop","path":"task-drop","summary":"Drop a task","options":[
        {"name":"task","help":"which","type":"reference","required":true,"positional":true}]},
      {"name":"say","path":"say","summary":"Say something","options":[
        {"name":"text","help":"what","type":"text","required":true,"positional":true,"min":1,"max":4000}]},
      {"name":"show","path":"show","summary":"Show files","options":[
        {"name":"file","help":"a file","type":"file","required":true,"positional":true},
        {"name":"other","help":"another","type":"file","required":false,"positional":false},
        {"name":"note","help":"about it","type":"text","required":false,"positional":false,"min":0,"max":4000}]},
      {"name":"plot","path":"plot","summary":"Plot data","options":[
        {"name":"data","help":"a file","type":"path","required":true,"positional":false},
        {"name":"output","help":"a form","type":"choice","required":false,"positional":false,"choices":["png","svg"]}]},
      {"name":"release-notes","path":"release-notes","summary":"Write notes","options":[
        {"name":"repo","help":"a repository","type":"path","required":true,"positional":false},
        {"name":"since","help":"from where","type":"text","required":false,"positional":false,"standard":"HEAD~20","min":0,"max":200}]}]}
      """;

  static final String PENDING =
      """
      {"kind":"accepted","subject":{"type":"approval","id":"%s"},"card":{"subject":{"type":"approval","id":"%s"},
      "title":"Approval #1: release-notes","state":"pending","markdown":"","fields":[
      {"key":"number","label":"Number","value":"#1"},
      {"key":"who","label":"Who may grant","value":"Anyone with the role member or above may: bob."},
      {"key":"grant","label":"To grant","value":"./mycelium approval grant 1"}],
      "actions":[]}}\
      """
          .formatted(APPROVAL, APPROVAL);

  static final String STARTED =
      """
      {"kind":"accepted","subject":{"type":"job","id":"%s"},"card":{"title":"Job #3: release-notes","state":"waiting",
      "markdown":"","fields":[{"key":"number","label":"Number","value":"#3"}],"actions":[]}}\
      """
          .formatted(JOB);

  /// The same from a gateway whose card has no number.
  static final String STARTED_WITHOUT_NUMBER =
      """
      {"kind":"accepted","subject":{"type":"job","id":"%s"},"card":{"title":"release-notes","state":"waiting",
      "markdown":"","fields":[],"actions":[]}}\
      """
          .formatted(JOB);

  private Samples() {}

  static String problem(int status, String code, String detail) {
    return """
    {"type":"about:blank","title":"No","status":%d,"detail":"%s","code":"%s","request":"r1","fields":[],"ways":[]}\
    """
        .formatted(status, detail, code);
  }

  static String event(int place, String type, String payload) {
    String subject = type.startsWith("job.") ? "job" : "approval";
    return """
    id: %d-0
    event: %s
    data: {"id":"%d-0","schema":1,"type":"%s","room":"main","subject":{"type":"%s","id":"%s"},"number":1,\
    "actor":"peer_1","request":"r1","at":"2026-01-31T12:00:00Z","payload":%s}

    """
        .formatted(
            place,
            type,
            place,
            type,
            subject,
            subject.equals("job") ? JOB : APPROVAL,
            payload.replace("\n", ""));
  }

  static String granted(int place) {
    return event(
        place,
        "approval.granted",
        """
        {"state":"granted","needed":1,"votes":[{"peer":"peer_2","name":"bob","at":"2026-01-31T12:03:00Z"}]}\
        """);
  }

  static String done(int place, String markdown, String files) {
    return event(
        place,
        "job.ended",
        "{\"state\":\"done\",\"result\":{\"markdown\":\"%s\",\"files\":[%s]}}"
            .formatted(markdown, files));
  }
}
