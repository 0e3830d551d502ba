___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Steelyard",
  "categories": ["LEAD_GENERATION", "ANALYTICS"],
  "brand": {
    "id": "brand_dummy",
    "displayName": "Steelyard"
  },
  "description": "Open-source B2B lead scoring: sees visits, downloads, videos and forms, and sends them to your own Worker.",
  "containerContexts": ["WEB"]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "address",
    "displayName": "Address of your Worker",
    "help": "The one that npm run deploy has printed, or the path of your own under which you serve it.",
    "valueHint": "https://steelyard.example.workers.dev",
    "simpleValueType": true,
    "valueValidators": [
      {
        "type": "REGEX",
        "args": ["^https://[^?#\\s]*[^?#\\s/]$"],
        "errorMessage": "An address that begins with https:// and does not end with a slash."
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "key",
    "displayName": "Public key of the site",
    "help": "It stands in the console, on the page Embed.",
    "valueHint": "pk_…",
    "simpleValueType": true,
    "valueValidators": [
      {
        "type": "REGEX",
        "args": ["^pk_[\\w-]+$"],
        "errorMessage": "The key begins with pk_."
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "consent",
    "displayName": "Consent",
    "macrosInSelect": false,
    "selectItems": [
      {
        "value": "none",
        "displayValue": "Not needed: begin at once"
      },
      {
        "value": "required",
        "displayValue": "Required: wait for Consent Mode (analytics_storage), the consent manager (TCF) or your page"
      }
    ],
    "simpleValueType": true,
    "defaultValue": "required"
  },
  {
    "type": "GROUP",
    "name": "more",
    "displayName": "More settings",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "views",
        "displayName": "Parameters whose change is another view",
        "help": "Parted by commas; # stands for the hash.",
        "simpleValueType": true
      },
      {
        "type": "TEXT",
        "name": "files",
        "displayName": "What else is a download",
        "help": "Extensions parted by |, for example step|dwg.",
        "simpleValueType": true
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const encodeUriComponent = require('encodeUriComponent');
const injectScript = require('injectScript');

// A template cannot give attributes to a script: this one reads its settings from its own address.
const settings = {
  key: data.key,
  consent: data.consent === 'required' ? data.consent : '',
  views: data.views,
  files: data.files
};
const query = ['key', 'consent', 'views', 'files']
  .filter((name) => settings[name])
  .map((name) => name + '=' + encodeUriComponent(settings[name]))
  .join('&');
injectScript(data.address + '/parts/tag.js?' + query, data.gtmOnSuccess, data.gtmOnFailure, 'steelyard');


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*/*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Loads the tag with its key, and waits for consent
  code: |-
    mock('injectScript', (url, onSuccess) => {
      assertThat(url).isEqualTo('https://w.example/parts/tag.js?key=pk_1&consent=required');
      onSuccess();
    });
    runCode({ address: 'https://w.example', key: 'pk_1', consent: 'required' });
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: Begins at once where no consent is needed, with what else is set
  code: |-
    mock('injectScript', (url, onSuccess) => {
      assertThat(url).isEqualTo('https://acme.example/lead/parts/tag.js?key=pk_1&views=page%2C%23&files=step%7Cdwg');
      onSuccess();
    });
    runCode({ address: 'https://acme.example/lead', key: 'pk_1', consent: 'none', views: 'page,#', files: 'step|dwg' });
    assertApi('gtmOnSuccess').wasCalled();
- name: Says that it failed where the script does not come
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => {
      onFailure();
    });
    runCode({ address: 'https://w.example', key: 'pk_1', consent: 'none' });
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
setup: ''


___NOTES___

Made with Steelyard; its source, this file included, is in the project's repository.
