#!/usr/bin/python3 -B
# SPDX-License-Identifier: Apache-2.0
"""captured/programs.json: what programs of other languages sign when their authors follow no rule but their library's defaults.

Run by hand, where the languages are installed (Debian 12: nodejs, php-cli, ruby, perl, jq, openssl, a JDK with
libgson-java and libjackson2-databind-java); `signatures.py` and `webhooks.py` read what it wrote. A program that is missing ends it."""

import json
import os
import subprocess
import tempfile

from common import write
from signing_rules import canonical_content, sign

KEY = "YOUR_CONSUMER_KEY"
PATH = "/snapTrade/registerUser"
QUERY = "clientId=YOUR_CLIENT_ID&timestamp=1715123456"
BODY = ('{"userId":"Zo\u00eb M\u00fcller\'s \u6771\u4eac \U0001f600","tags":["a/b","<i>","=&+"],"Ab":1,"aa":2.0,"_x":-1.5e-7,"note":null,'
        '"more":{"zeta":[],"empty":{},"alpha":1e21,"big":12345678.5}}')

NODE = r"""
const c=require('crypto'), fs=require('fs');
const key=process.env.KEY, path=process.env.REQ_PATH, query=process.env.QUERY, body=JSON.parse(process.env.BODY);
const out={};
const mac=(t,k)=>c.createHmac('sha256',k||key).update(t);
const sorted=v=>Array.isArray(v)?v.map(sorted):v&&typeof v==='object'?Object.fromEntries(Object.keys(v).sort().map(k=>[k,sorted(v[k])])):v;
const put=(n,t,s)=>out[n]=[t,s||mac(t).digest('base64')];
put('stringify',JSON.stringify({content:body,path,query}));
put('sorted',JSON.stringify({content:sorted(body),path,query}));
const loc=v=>Array.isArray(v)?v.map(loc):v&&typeof v==='object'?Object.fromEntries(Object.keys(v).sort((a,b)=>a.localeCompare(b)).map(k=>[k,loc(v[k])])):v;
put('locale_compare',JSON.stringify({content:loc(body),path,query}));
put('pretty',JSON.stringify({content:sorted(body),path,query},null,2));
put('path_first',JSON.stringify({path,query,content:sorted(body)}));
put('string_body',JSON.stringify({content:JSON.stringify(sorted(body)),path,query}));
put('body_alone',JSON.stringify(sorted(body)));
put('twice',JSON.stringify(JSON.stringify({content:sorted(body),path,query})));
put('query_object',JSON.stringify({content:sorted(body),path,query:Object.fromEntries(new URLSearchParams(query))}));
const t=JSON.stringify({content:sorted(body),path,query});
put('hex',t,mac(t).digest('hex'));
put('base64_of_hex',t,Buffer.from(mac(t).digest('hex')).toString('base64'));
put('base64url',t,mac(t).digest('base64url'));
put('sha512',t,c.createHmac('sha512',key).update(t).digest('base64'));
put('key_from_base64',t,c.createHmac('sha256',Buffer.from(key,'base64')).update(t).digest('base64'));
put('utf16',t,c.createHmac('sha256',key).update(Buffer.from(t,'utf16le')).digest('base64'));
put('latin1',t,c.createHmac('sha256',key).update(t,'latin1').digest('base64'));
console.log(JSON.stringify(out));
"""
PHP = r"""<?php
$key=getenv('KEY'); $path=getenv('REQ_PATH'); $query=getenv('QUERY'); $body=getenv('BODY'); $out=[];
function put($n,$t) { global $out,$key; $out[$n]=[$t,base64_encode(hash_hmac('sha256',$t,$key,true))]; }
$array=json_decode($body,true); $object=json_decode($body);
function sorted($v) { if(!is_array($v)) return $v; if(!array_is_list($v)) ksort($v); return array_map('sorted',$v); }
put('defaults',json_encode(['content'=>$object,'path'=>$path,'query'=>$query]));
put('arrays',json_encode(['content'=>sorted($array),'path'=>$path,'query'=>$query]));
put('arrays_unescaped',json_encode(['content'=>sorted($array),'path'=>$path,'query'=>$query],JSON_UNESCAPED_SLASHES|JSON_UNESCAPED_UNICODE));
put('objects_pretty',json_encode(['content'=>$object,'path'=>$path,'query'=>$query],JSON_PRETTY_PRINT|JSON_UNESCAPED_SLASHES));
put('object_fraction',json_encode(['content'=>$object,'path'=>$path,'query'=>$query],JSON_UNESCAPED_SLASHES|JSON_PRESERVE_ZERO_FRACTION));
$t=json_encode(['content'=>$object,'path'=>$path,'query'=>$query],JSON_UNESCAPED_SLASHES);
$out['hex_then_base64']=[$t,base64_encode(hash_hmac('sha256',$t,$key))];
echo json_encode($out,JSON_UNESCAPED_SLASHES);
"""
RUBY = r"""
require 'json'; require 'openssl'; require 'base64'
key,path,query,body=ENV['KEY'],ENV['REQ_PATH'],ENV['QUERY'],JSON.parse(ENV['BODY'])
out={}
put=lambda{|n,t| out[n]=[t,Base64.strict_encode64(OpenSSL::HMAC.digest('sha256',key,t))]}
sorted=lambda{|v| v.is_a?(Hash) ? v.sort.to_h.transform_values(&sorted) : v.is_a?(Array) ? v.map(&sorted) : v}
put['generate',JSON.generate({content: body,path: path,query: query})]
put['sorted',JSON.generate({content: sorted[body],path: path,query: query})]
put['ascii_only',JSON.generate({content: sorted[body],path: path,query: query},ascii_only: true)]
put['pretty',JSON.pretty_generate({content: sorted[body],path: path,query: query})]
put['compact',JSON.generate({content: sorted[body].compact,path: path,query: query},ascii_only: true)]
t=JSON.generate({content: sorted[body],path: path,query: query},ascii_only: true)
out['encode64']=[t,Base64.encode64(OpenSSL::HMAC.digest('sha256',key,t))]
out['hexdigest']=[t,OpenSSL::HMAC.hexdigest('sha256',key,t)]
puts JSON.generate(out)
"""
PERL = r"""
use JSON::PP; use Digest::SHA qw(hmac_sha256_base64 hmac_sha256_hex hmac_sha256);
my ($key,$path,$query,$body)=@ENV{qw(KEY REQ_PATH QUERY BODY)};
my $v=JSON::PP->new->utf8->decode($body); my %out; my $all={content=>$v,path=>$path,query=>$query};
my $ascii=JSON::PP->new->canonical->ascii->encode($all);
my $utf8=JSON::PP->new->canonical->utf8->encode($all);
$out{unpadded}=[$ascii,hmac_sha256_base64($ascii,$key)];
$out{utf8}=[$utf8,hmac_sha256_base64($utf8,$key).'='];
my $pretty=JSON::PP->new->canonical->ascii->pretty->encode($all);
$out{pretty}=[$pretty,hmac_sha256_base64($pretty,$key).'='];
$out{hex}=[$ascii,hmac_sha256_hex($ascii,$key)];
for (values %out) { utf8::decode($_->[0]) }
print JSON::PP->new->ascii->encode(\%out);
"""
JAVA = r"""
import com.google.gson.*; import com.fasterxml.jackson.databind.*; import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper; import com.fasterxml.jackson.annotation.JsonInclude;
import javax.crypto.Mac; import javax.crypto.spec.SecretKeySpec; import java.util.*; import java.nio.charset.StandardCharsets;
public class Sign {
  static String key=System.getenv("KEY"); static Map<String,Object> out=new LinkedHashMap<>();
  static void put(String n,String t) throws Exception { Mac m=Mac.getInstance("HmacSHA256"); m.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8),"HmacSHA256"));
    out.put(n,List.of(t,Base64.getEncoder().encodeToString(m.doFinal(t.getBytes(StandardCharsets.UTF_8))))); }
  static Object hashed(Object v) { if(v instanceof Map) { Map<String,Object> r=new HashMap<>(); ((Map<?,?>)v).forEach((k,x)->r.put((String)k,hashed(x))); return r; }
    if(v instanceof List) { List<Object> r=new ArrayList<>(); for(Object x:(List<?>)v) r.add(hashed(x)); return r; } return v; }
  static Object tree(Object v) { if(v instanceof Map) { Map<String,Object> r=new TreeMap<>(); ((Map<?,?>)v).forEach((k,x)->r.put((String)k,tree(x))); return r; }
    if(v instanceof List) { List<Object> r=new ArrayList<>(); for(Object x:(List<?>)v) r.add(tree(x)); return r; } return v; }
  public static void main(String[] a) throws Exception {
    String path=System.getenv("REQ_PATH"), query=System.getenv("QUERY"), body=System.getenv("BODY");
    JsonObject all=new JsonObject(); all.add("content",JsonParser.parseString(body)); all.addProperty("path",path); all.addProperty("query",query);
    put("gson_tree",new Gson().toJson(all));
    put("gson_tree_nulls",new GsonBuilder().serializeNulls().create().toJson(all));
    put("gson_tree_nulls_plain",new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(all));
    Map<String,Object> map=new TreeMap<>(); map.put("content",tree(new Gson().fromJson(body,Map.class))); map.put("path",path); map.put("query",query);
    put("gson_map",new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(map));
    ObjectMapper mapper=new ObjectMapper(); Map<String,Object> jmap=new LinkedHashMap<>(); jmap.put("content",mapper.readValue(body,LinkedHashMap.class)); jmap.put("path",path); jmap.put("query",query);
    put("jackson",mapper.writeValueAsString(jmap));
    put("jackson_hash_map",mapper.writeValueAsString(hashed(jmap)));
    mapper.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,true);
    put("jackson_sorted",mapper.writeValueAsString(jmap));
    ObjectMapper ascii=JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build(); ascii.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,true);
    put("jackson_ascii",ascii.writeValueAsString(jmap));
    System.out.println(new ObjectMapper().writeValueAsString(out));
  }
}
"""
SHELL = {
    "jq_openssl": 'printf "%s" "$BODY" | jq -cS --arg p "$REQ_PATH" --arg q "$QUERY" "{content: ., path: \\$p, query: \\$q}"',
    "jq_ascii_openssl": 'printf "%s" "$BODY" | jq -caS --arg p "$REQ_PATH" --arg q "$QUERY" "{content: ., path: \\$p, query: \\$q}"',
    "jq_pretty_openssl": 'printf "%s" "$BODY" | jq -aS --arg p "$REQ_PATH" --arg q "$QUERY" "{content: ., path: \\$p, query: \\$q}"',
}


def run(argv, environment, **options):
    return subprocess.run(argv, env=environment, check=True, capture_output=True, text=True, **options).stdout


def version(argv, line=0):
    done = subprocess.run(argv, check=True, capture_output=True, text=True)
    return (done.stdout or done.stderr).splitlines()[line]


def requests():
    """(name, path, query, body, key)"""
    yield "rich", PATH, QUERY, BODY, KEY
    yield "small", PATH, QUERY, '{"userId":"Zo\u00eb"}', KEY
    yield "ascii", PATH, QUERY, '{"zeta":{"b":1,"a":null},"alpha":[{"y":1,"x":"<a href=\'/\'>"}]}', KEY
    yield "key", PATH, QUERY, '{"userId":"snaptrade-user-123"}', "c2VjcmV0IGtleSBieXRlcw=="


def main():
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("sign.js", NODE), ("sign.php", PHP), ("sign.rb", RUBY), ("sign.pl", PERL), ("Sign.java", JAVA)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        jars = ":".join(f"/usr/share/java/{jar}.jar" for jar in ("gson", "jackson-core", "jackson-databind", "jackson-annotations"))
        subprocess.run(["javac", "-nowarn", "-cp", jars, "-d", folder, os.path.join(folder, "Sign.java")], check=True, capture_output=True)
        programs = (
            ("node", ["node", f"{folder}/sign.js"], "node " + version(["node", "--version"])),
            ("php", ["php", f"{folder}/sign.php"], version(["php", "--version"]).split(" (")[0]),
            ("ruby", ["ruby", f"{folder}/sign.rb"], " ".join(version(["ruby", "--version"]).split()[:2])),
            ("perl", ["perl", f"{folder}/sign.pl"], "Perl 5.36 with JSON::PP and Digest::SHA"),
            ("java", ["java", "-cp", f"{jars}:{folder}", "Sign"], "OpenJDK 17, Gson 2.10 or Jackson 2.14"))
        for request, path, query, body, key in requests():
            environment = dict(os.environ, KEY=key, REQ_PATH=path, QUERY=query, BODY=body, LC_ALL="C.UTF-8")
            made = []
            for name, argv, source in programs:
                for way, (text, signature) in json.loads(run(argv, environment)).items():
                    made.append((f"{name}-{way}", source, text, signature))
            for way, command in SHELL.items():
                source = f"{version(['jq', '--version'])} and {' '.join(version(['openssl', 'version']).split()[:2])}"
                text = run(["sh", "-c", command], environment)
                signature = run(["sh", "-c", command + ' | openssl dgst -sha256 -hmac "$KEY" -binary | base64'], environment).strip()
                made.append((f"shell-{way}", source, text, signature))
                signature = run(["sh", "-c", command + ' | openssl dgst -sha256 -hmac "$KEY"'], environment)
                made.append((f"shell-{way}_text", source, text, signature))
            for way, source, text, signature in made:
                cases.append({"id": f"{request}-{way}", "source": "captured: " + source, "consumer_key": key, "path": path, "query": query,
                              "body_json": body, "signed_text": text, "signature": signature})
    write("captured/programs.json", (json.dumps({"about": "Signatures made by programs of other languages; see generate/foreign_signatures.py",
                                                 "cases": cases}, indent=1) + "\n").encode())
    print(len(cases), "cases,", sum(case["signature"] != sign(case["consumer_key"], canonical_content(case["path"], case["query"], case["body_json"]))
                                    for case in cases), "wrong")


main()
